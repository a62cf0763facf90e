import Diagnostics

/// Parses a front-matter block with `SimpleFrontMatterParser` or, if that cannot read it, with Yams.
func blockNode(
  _ source: SourceText, _ range: Range<Int>, _ problems: inout DiagnosticCollector
) -> YAMLNode? {
  var plain = SimpleFrontMatterParser(source.bytes, range: range)
  if let node = plain.read() { return node }
  var reader = YAMLReader(source, range: range)
  return reader.read(&problems)
}

/// Returns what is wrong with a member's name, or nil.
func nameFault(_ name: String) -> String? {
  if name.unicodeScalars.contains(where: endsALine) {
    return "a member's name stands on one line"
  }
  let isPadded = name.utf8.first == space || name.utf8.last == space
  return isPadded ? "a member's name neither begins nor ends with a space" : nil
}

/// Returns whether the character is a control, or a line or paragraph separator of Unicode.
private func endsALine(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
    || (0x2028...0x2029).contains(scalar.value)
}
