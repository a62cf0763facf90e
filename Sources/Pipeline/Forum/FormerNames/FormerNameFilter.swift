import Markdown

/// Rejects most texts that contain no former member's name, without a full search.
///
/// With hundreds of names most texts contain a word that shares its initial with one of them. The
/// filter therefore compares up to four bytes of each word, in lower case. False positives are
/// possible. False negatives are not.
struct FormerNameFilter: Sendable {
  private static let limit = 4

  /// First bytes of the names, up to the first space and at most `limit`, each packed into one
  /// integer. The index is the number of bytes.
  private var beginnings: [Set<UInt32>] = Array(repeating: [], count: limit + 1)
  /// Whether a name begins with the byte that is the index.
  private var initials = Array(repeating: false, count: 256)
  private var lengths: ClosedRange<Int> = 1...limit
  /// Whether the compared bytes of a name are not all ASCII. Every text with non-ASCII bytes then
  /// passes the filter.
  private var hasForeign = false
  /// Whether a name is empty or begins with a space. Every text then passes the filter.
  private var isBlind = false

  /// Creates a filter for `names`, which must be in lower case.
  init(_ names: [String]) {
    for name in names { add(name) }
    let used = (1...Self.limit).filter { !beginnings[$0].isEmpty }
    if let first = used.first, let last = used.last { lengths = first...last }
  }

  func mayHold(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if isBlind { return true }
    var before: UInt8 = 0x20
    for index in text.indices {
      let byte = text[index]
      if byte >= 0x80 {
        if hasForeign || isHiddenASCII(text[index...]) { return true }
      } else if initials[Int(lowered(byte))],
        !(isASCIIAlphanumeric(before) && isASCIIAlphanumeric(byte)),
        beginsName(text[index...])
      {
        return true
      }
      before = byte
    }
    return false
  }
}

extension FormerNameFilter {
  private mutating func add(_ name: String) {
    let beginning = name.utf8.prefix { $0 != 0x20 }.prefix(Self.limit)
    guard let initial = beginning.first else { return isBlind = true }
    if beginning.contains(where: { $0 >= 0x80 }) { hasForeign = true }
    initials[Int(initial)] = true
    beginnings[beginning.count].insert(beginning.reduce(0) { $0 << 8 | UInt32($1) })
  }

  private func beginsName(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var key: UInt32 = 0
    var length = 0
    for byte in text.prefix(lengths.upperBound) {
      key = key << 8 | UInt32(lowered(byte))
      length += 1
      if lengths.contains(length), beginnings[length].contains(key) { return true }
    }
    return false
  }

  /// Returns whether the text begins with a non-ASCII character that may match an ASCII one.
  ///
  /// These are the characters that NFC maps to ASCII (Unicode's singleton decompositions U+037E,
  /// U+1FEF and U+212A), and characters with a case mapping that begins with an ASCII letter
  /// (SpecialCasing.txt): ı, ſ, ß, ǰ, ligatures, ẖ and similar ones. Some other characters with
  /// the same first bytes are accepted too.
  private func isHiddenASCII(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let second = text.dropFirst().first ?? 0
    switch text.first {
    case 0xC3: return second == 0x9F
    case 0xC4: return second == 0xB0 || second == 0xB1
    case 0xC5: return second == 0x89 || second == 0xBF
    case 0xC7: return second == 0xB0
    case 0xCD: return second == 0xBE
    case 0xE1: return second == 0xBA || text.starts(with: [0xE1, 0xBF, 0xAF])
    case 0xE2: return text.starts(with: [0xE2, 0x84, 0xAA])
    case 0xEF: return second == 0xAC
    default: return false
    }
  }
}

private func lowered(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
