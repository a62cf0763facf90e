import Content
package import Markdown

/// Finds the member that a mention names.
///
/// It compares bytes of keys, which avoids creating a string for each part of a text that may be
/// a name.
package struct MentionIndex: Sendable {
  /// Keys of all members, concatenated. `starts` has the beginning of each key and the end of the
  /// last.
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  /// Open-addressing hash table of members. -1 in a free slot.
  private var slots: [Int32]
  /// Some hash bits of the key in each slot, 0 in a free slot. Most looked-up texts are not
  /// names, and this small table rejects them without access to the large ones.
  private var tags: [UInt8]
  /// Maximum length of a name in bytes. It exceeds the longest key by 8, because a name as typed
  /// may be longer than its key.
  private let maximumLength: Int
  /// Lengths of keys by first byte, as bit sets. Bit 63 stands for all lengths from 63.
  private var lengths = Array(repeating: UInt64(0), count: 256)

  /// Creates the index from the keys of all members, in their order.
  init(_ keys: [String]) {
    maximumLength = (keys.lazy.map(\.utf8.count).max() ?? 0) + 8
    var size = 8
    while size < 2 * keys.count { size *= 2 }
    slots = Array(repeating: -1, count: size)
    tags = Array(repeating: 0, count: size)
    for (member, key) in keys.enumerated() { insert(key, member) }
  }

  /// Returns the member with the longest name at the beginning of the candidate, and the length
  /// of that name in bytes.
  package func find(_ candidate: MentionCandidate) -> (member: Int, byteCount: Int)? {
    candidate.text.withUnsafeBufferPointer { text in
      let asciiCount = text.firstIndex { $0 >= 0x80 } ?? text.count
      for end in candidate.possibleLengths where end <= maximumLength && end <= text.count {
        let name = UnsafeBufferPointer(rebasing: text[..<end])
        let member = end <= asciiCount ? member(asciiName: name) : member(named: name)
        if let member { return (member, end) }
      }
      return nil
    }
  }
}

extension MentionIndex {
  private mutating func insert(_ key: String, _ member: Int) {
    var key = key
    var (slot, tag) = key.withUTF8 { slotAndTag(of: $0) }
    while tags[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(member)
    tags[slot] = tag
    bytes.append(contentsOf: key.utf8)
    starts.append(bytes.count)
    if let first = key.utf8.first { lengths[Int(first)] |= Self.bit(ofLength: key.utf8.count) }
  }

  /// Looks up an ASCII name, whose key is its lower-case form.
  private func member(asciiName name: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = name.first,
      lengths[Int(lowercased(first))] & Self.bit(ofLength: name.count) != 0
    else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, name.count)) { key in
      for (index, byte) in name.enumerated() { key[index] = lowercased(byte) }
      return member(ofKey: UnsafeBufferPointer(rebasing: key[..<name.count]))
    }
  }

  private static func bit(ofLength count: Int) -> UInt64 { 1 << UInt64(min(count, 63)) }

  private func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  private func member(named name: UnsafeBufferPointer<UInt8>) -> Int? {
    let key = Array(MemberName.key(of: String(decoding: name, as: UTF8.self)).utf8)
    return key.withUnsafeBufferPointer { member(ofKey: $0) }
  }

  private func member(ofKey key: UnsafeBufferPointer<UInt8>) -> Int? {
    var (slot, tag) = slotAndTag(of: key)
    while tags[slot] != 0 {
      if tags[slot] == tag, hasKey(Int(slots[slot]), key) { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func hasKey(_ member: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer {
      UnsafeBufferPointer(rebasing: $0[starts[member]..<starts[member + 1]]).elementsEqual(key)
    }
  }

  /// Returns the first slot to probe, and the tag. `Hasher` has a random seed, so that names
  /// cannot be chosen to collide.
  private func slotAndTag(of key: UnsafeBufferPointer<UInt8>) -> (slot: Int, tag: UInt8) {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(key))
    let hash = hasher.finalize()
    return (hash & (slots.count - 1), UInt8(truncatingIfNeeded: hash >> 48) | 1)
  }
}
