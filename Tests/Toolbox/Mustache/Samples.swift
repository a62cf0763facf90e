import Diagnostics
import SafeHTML

@testable import Mustache

/// Returns a template as if it were loaded from `templates/`.
func template(_ name: String, _ text: String) -> TemplateSource {
  TemplateSource(
    name: name,
    source: SourceText(file: "templates/\(name).mustache", bytes: Array(text.utf8)))
}

/// A page with each kind of value at least once.
enum Sample {
  static let tag = Shape(["label": .text])
  static let post = Shape([
    "author": .text, "body": .html, "number": .number, "official": .flag, "tags": .list(tag),
  ])
  static let forum = Shape(["title": .text, "url": .text])
  static let page = Shape([
    "title": .text, "body": .html, "count": .number, "closed": .flag, "forum": .record(forum),
    "posts": .list(post), "structured_data": .html,
  ])

  static let record = Branch(
    page,
    [
      .text("Drains & <stitches>"), .html(html("<p>Hello</p>")), .number(-120), .flag(true),
      .record(Branch(forum, [.text("Forum"), .text("https://example.org/?a=1&b=\"2\"")])),
      .list([
        .record(Branch(post, [.text("Wren"), .html(html("<b>1</b>")), .number(1), .flag(false)])),
        .record(
          Branch(
            post,
            [
              .text("O'Neil"), .missing, .number(2), .flag(true),
              .list([.record(Branch(tag, [.text("a")])), .record(Branch(tag, [.text("b")]))]),
            ])),
      ]), .missing,
    ])

  static func html(_ text: String) -> SafeHTML { SafeHTML(trusted: Array(text.utf8)) }
}

/// Returns the printed diagnostics of strict mode for the templates of the sample page.
func diagnostics(of templates: [TemplateSource]) -> String {
  let compiled = TemplateSet.compile(templates, pages: [("page", Sample.page)])
  return DiagnosticReport(compiled.diagnostics).formatted(as: .text(terminal: false))
}

/// Renders the sample page in strict mode. Returns the printed diagnostics if a template has
/// errors.
func render(_ text: String, _ others: [TemplateSource] = [], _ record: Branch = Sample.record)
  -> String
{
  let sources = [template("page", text)] + others
  let compiled = TemplateSet.compile(sources, pages: [("page", record.shape)])
  guard let templates = compiled.templates else {
    return DiagnosticReport(compiled.diagnostics).formatted(as: .text(terminal: false))
  }
  var output: [UInt8] = []
  templates.render("page", record, into: &output)
  return String(decoding: output, as: UTF8.self)
}
