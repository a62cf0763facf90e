import Content
package import Markdown

/// Finds the members that mentions name, by the bytes of their keys: to make a string of each part of
/// a text that may be a name took longer than the finding.
package struct MentionIndex: Sendable {
  /// The keys, one behind the other, and where each begins and the last one ends.
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  private var members: [Int] = []
  /// Places in `members`, each at its key's hash or at the next place that was free; -1 is free.
  private var table: [Int32]
  /// No name is longer, in bytes; longer prefixes need no look-up.
  private let longest: Int

  init(_ members: [String: Int]) {
    longest = (members.keys.lazy.map(\.utf8.count).max() ?? 0) + 8
    var size = 8
    while size < 2 * members.count { size *= 2 }
    table = Array(repeating: -1, count: size)
    for (key, member) in members { insert(Array(key.utf8), member) }
  }

  /// The member whose name stands at the beginning of the candidate, the longest of several, and
  /// how many bytes of the candidate are the name.
  package func find(_ candidate: MentionCandidate) -> (member: Int, byteCount: Int)? {
    candidate.text.withUnsafeBufferPointer { text in
      let plain = text.firstIndex { $0 >= 0x80 } ?? text.count
      for end in candidate.ends where end <= longest && end <= text.count {
        let name = UnsafeBufferPointer(rebasing: text[..<end])
        let member = end <= plain ? member(plainlyNamed: name) : member(named: name)
        if let member { return (member, end) }
      }
      return nil
    }
  }
}

extension MentionIndex {
  private mutating func insert(_ key: [UInt8], _ member: Int) {
    var place = key.withUnsafeBufferPointer { firstPlace(of: $0) }
    while table[place] >= 0 { place = (place + 1) & (table.count - 1) }
    table[place] = Int32(members.count)
    members.append(member)
    bytes += key
    starts.append(bytes.count)
  }

  /// For a name in ASCII, whose key is its small letters.
  private func member(plainlyNamed name: UnsafeBufferPointer<UInt8>) -> Int? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, name.count)) { key in
      for (index, byte) in name.enumerated() {
        let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
        key[index] = isUpper ? byte | 0x20 : byte
      }
      return member(ofKey: UnsafeBufferPointer(rebasing: key[..<name.count]))
    }
  }

  private func member(named name: UnsafeBufferPointer<UInt8>) -> Int? {
    let key = Array(MemberName.key(of: String(decoding: name, as: UTF8.self)).utf8)
    return key.withUnsafeBufferPointer { member(ofKey: $0) }
  }

  private func member(ofKey key: UnsafeBufferPointer<UInt8>) -> Int? {
    var place = firstPlace(of: key)
    while table[place] >= 0 {
      let index = Int(table[place])
      if bytes[starts[index]..<starts[index + 1]].elementsEqual(key) { return members[index] }
      place = (place + 1) & (table.count - 1)
    }
    return nil
  }

  /// By the library's hash, which nobody can make many names collide in.
  private func firstPlace(of key: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(key))
    return hasher.finalize() & (table.count - 1)
  }
}
