import Diagnostics

@testable import Mustache

/// A template as if it stood in templates/.
func template(_ name: String, _ text: String) -> TemplateSource {
  TemplateSource(
    name: name,
    source: SourceText(file: "templates/\(name).mustache", bytes: Array(text.utf8)))
}
