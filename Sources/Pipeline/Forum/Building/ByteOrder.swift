/// Returns whether `left` sorts before `right` by UTF-8 bytes, independently of the locale.
func precedesByBytes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// Returns the indices of the texts, sorted by the UTF-8 bytes of the texts.
///
/// It compares the first eight bytes as one number, because most texts differ in them.
func indicesSortedByBytes(_ texts: [String]) -> [Int] {
  texts.indices.map { (prefix: prefix(of: texts[$0]), index: $0) }
    .sorted {
      $0.prefix != $1.prefix
        ? $0.prefix < $1.prefix
        : precedesByBytes(texts[$0.index], texts[$1.index])
    }
    .map(\.index)
}

/// Returns the first eight bytes as a big-endian number, padded with zeros.
private func prefix(of text: String) -> UInt64 {
  var prefix: UInt64 = 0
  var shift: UInt64 = 56
  for byte in text.utf8.prefix(8) {
    prefix |= UInt64(byte) << shift
    shift &-= 8
  }
  return prefix
}
