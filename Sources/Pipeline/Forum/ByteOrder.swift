/// By bytes: the same everywhere, whatever tables the system has.
func isBefore(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// The indices of the texts in the order of their bytes.
///
/// Most texts differ in their first eight bytes, which are compared as one number.
func inOrder(_ texts: [String]) -> [Int] {
  texts.indices.map { (prefix: prefix(of: texts[$0]), index: $0) }
    .sorted {
      $0.prefix != $1.prefix ? $0.prefix < $1.prefix : isBefore(texts[$0.index], texts[$1.index])
    }
    .map(\.index)
}

/// The first eight bytes, zeros behind a shorter text.
private func prefix(of text: String) -> UInt64 {
  var prefix: UInt64 = 0
  var shift: UInt64 = 56
  for byte in text.utf8.prefix(8) {
    prefix |= UInt64(byte) << shift
    shift &-= 8
  }
  return prefix
}
