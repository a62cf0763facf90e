import Diagnostics
import Testing

@testable import Mustache

/// Mistakes that involve several templates: partials, parents, blocks, pages.
@Suite struct CallDiagnosticTests {
  @Test(arguments: calls + blocks + sets)
  func isReported(sources: [String: String], expected: String) {
    let templates = sources.sorted { $0.key < $1.key }.map { template($0.key, $0.value) }
    let lines = expected.split(separator: "\n").map { "templates/\($0)\n" }
    #expect(diagnostics(of: templates) == lines.joined())
  }

  static let calls: [([String: String], String)] = [
    (
      ["page": "{{>post}}", "posts": ""],
      "page.mustache:1:4: error: there is no partial 'post'; did you mean 'posts'?"
    ),
    (
      ["page": "\n{{<layot}}{{/layot}}", "layout": ""],
      "page.mustache:2:4: error: there is no parent 'layot'; did you mean 'layout'?"
    ),
    (
      ["page": "{{>page}}"],
      "page.mustache:1:4: error: the template 'page' includes itself; remove this tag"
    ),
    (
      ["page": "{{>a}}", "a": "{{>b}}", "b": "{{#title}}{{>a}}{{/title}}"],
      "b.mustache:1:14: error: the template 'a' includes itself; remove this tag"
    ),
    (
      ["page": "{{<a}}{{$x}}{{>page}}{{/x}}{{/a}}", "a": "{{$x}}{{/x}}"],
      "page.mustache:1:16: error: the template 'page' includes itself; remove this tag"
    ),
    (
      ["page": "{{>a}}{{#posts}}{{>a}}{{/posts}}", "a": "{{titel}}"],
      "a.mustache:1:3: error: unknown name 'titel' in the page 'page'; did you mean 'title'?"
    ),
    (
      ["page": "{{#posts}}{{>a}}{{/posts}}{{>a}}", "a": "{{author}}"],
      "a.mustache:1:3: error: unknown name 'author' in the page 'page'"
    ),
  ]

  static let blocks: [([String: String], String)] = [
    (
      ["page": "{{<a}}{{$titel}}x{{/titel}}{{/a}}", "a": "{{$title}}{{/title}}"],
      "page.mustache:1:10: error: 'a' has no block 'titel'; did you mean 'title'?"
    ),
    (
      ["page": "{{<a}}{{$x}}1{{/x}}{{$x}}2{{/x}}{{/a}}", "a": "{{$x}}{{/x}}"],
      "page.mustache:1:23: error: the block 'x' is given twice; remove one"
    ),
    (
      ["page": "{{<a}} lost {{/a}}", "a": "b"],
      "page.mustache:1:8: error: text inside '{{<a}}' must be in a block; this text is never shown"
    ),
    (
      ["page": "{{<a}}\n{{title}}{{#closed}}x{{/closed}}{{/a}}", "a": "b"],
      "page.mustache:2:3: error: text inside '{{<a}}' must be in a block; this text is never "
        + "shown\n"
        + "page.mustache:2:13: error: text inside '{{<a}}' must be in a block; this text is "
        + "never shown"
    ),
    (
      ["page": "{{<a}}{{$x}}{{autor}}{{/x}}{{/a}}", "a": "{{#posts}}{{$x}}{{/x}}{{/posts}}"],
      "page.mustache:1:15: error: unknown name 'autor' in the page 'page'; did you mean 'author'?"
    ),
    (
      ["page": "{{<a}}{{$x}}y{{/x}}{{/a}}", "a": "{{$x}}{{titel}}{{/x}}"],
      "a.mustache:1:9: error: unknown name 'titel': no page has it; did you mean 'title'?"
    ),
    (
      ["page": "{{<a}}{{$x}}", "a": "{{$x}}{{/x}}"],
      "page.mustache:1:4: error: 'a' is never closed\n"
        + "page.mustache:1:10: error: 'x' is never closed"
    ),
  ]

  static let sets: [([String: String], String)] = [
    (
      ["other": "x"],
      "page.mustache:1:1: error: there is no template for the page 'page'"
    ),
    (
      ["page": "x", "unused": "{{title}}{{author}}{{forum.label}}{{lable}}"],
      "unused.mustache:1:37: error: unknown name 'lable': no page has it; did you mean 'label'?"
    ),
    (
      ["page": "x", "unused": "{{#title}}"],
      "unused.mustache:1:4: error: 'title' is never closed"
    ),
  ]

  @Test func reportsTwoTemplatesOfOneName() {
    let other = TemplateSource(
      name: "page", source: SourceText(file: "templates/old/page.mustache", bytes: []))
    #expect(
      diagnostics(of: [template("page", ""), other])
        == "templates/old/page.mustache:1:1: error: two templates have the name 'page'; the other is "
        + "templates/page.mustache\n")
  }

  @Test func reportsADiagnosticOfSeveralPagesOnce() {
    let sources = ["one", "two"].map { template($0, "{{>part}}") }
    let compiled = TemplateSet.compile(
      sources + [template("part", "{{titel}}")],
      pages: [("one", Sample.page), ("two", Sample.page)])
    #expect(compiled.templates == nil)
    #expect(compiled.diagnostics.count == 1)
  }

  @Test func reportsInvalidUTF8() {
    let source = SourceText(file: "templates/page.mustache", bytes: [0x61, 0xC3])
    #expect(
      diagnostics(of: [TemplateSource(name: "page", source: source)])
        == "templates/page.mustache:1:1: error: this file is not UTF-8; save it with the "
        + "encoding UTF-8\n")
  }
}
