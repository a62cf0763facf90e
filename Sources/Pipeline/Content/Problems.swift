import Diagnostics

/// What is wrong in one file, while it is read.
struct Problems {
  let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceText) {
    self.source = source
  }

  mutating func error(
    _ id: String, _ message: String, at offset: Int, suggestion: String? = nil
  ) {
    diagnostics.append(
      source.diagnostic(.error, id, message, at: offset, suggestion: suggestion))
  }

  mutating func warning(
    _ id: String, _ message: String, at offset: Int, suggestion: String? = nil
  ) {
    diagnostics.append(
      source.diagnostic(.warning, id, message, at: offset, suggestion: suggestion))
  }
}
