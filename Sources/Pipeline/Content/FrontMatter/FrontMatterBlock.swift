import Diagnostics
import YAML

/// Parses a front-matter block with `SimpleFrontMatterParser` or, if that returns nil, with Yams.
func parseFrontMatter(
  _ source: SourceText, _ range: Range<Int>, _ collector: inout DiagnosticCollector
) -> YAMLNode? {
  var parser = SimpleFrontMatterParser(source.bytes, range: range)
  if let node = parser.read() { return node }
  var reader = YAMLReader(source, range: range)
  return reader.read(&collector)
}
