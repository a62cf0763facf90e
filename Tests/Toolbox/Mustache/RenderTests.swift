import SafeHTML
import Testing

@testable import Mustache

/// Rendering in strict mode.
@Suite struct RenderTests {
  @Test(arguments: [
    ("{{title}}", "Drains &amp; &lt;stitches&gt;"),
    ("{{{body}}}{{&body}}", "<p>Hello</p><p>Hello</p>"),
    ("{{count}} {{{count}}}", "-120 -120"),
    ("{{#closed}}yes{{/closed}}{{^closed}}no{{/closed}}", "yes"),
    (
      "{{forum.title}} {{#forum}}{{title}} {{count}}{{/forum}}",
      "Forum Forum -120"
    ),
    ("{{#posts}}{{number}}{{author}}{{title}};{{/posts}}", postLine),
    ("{{#posts}}{{#tags}}{{label}}{{number}} {{/tags}}{{/posts}}", "a2 b2 "),
    ("{{#posts}}{{{body}}}{{^body}}-{{/body}}{{/posts}}", "<b>1</b>-"),
    ("{{#posts}}{{^official}}{{author}}{{/official}}{{/posts}}", "Wren"),
    ("{{#title}}[{{.}}]{{/title}}", "[Drains &amp; &lt;stitches&gt;]"),
    ("{{#body}}{{{.}}}{{/body}}{{#structured_data}}x{{/structured_data}}", "<p>Hello</p>"),
    ("a\n{{#posts}}\n  {{number}}\n{{/posts}}\nb\n", "a\n  1\n  2\nb\n"),
    ("{{! é }}\n{{=| |=}}\n|count|\n", "-120\n"),
  ])
  func rendersValues(source: String, expected: String) {
    #expect(render(source) == expected)
  }

  static let postLine =
    "1WrenDrains &amp; &lt;stitches&gt;;2O&#39;NeilDrains &amp; &lt;stitches&gt;;"

  @Test func indentsBlockContentLikeTheParentsBlock() {
    let layout = template(
      "layout",
      """
      <main>
        {{$main}}
        nothing
        {{/main}}
      </main>
      {{>foot}}
      """)
    let foot = template("foot", "<p>{{$foot}}{{forum.title}}{{/foot}}</p>\n")
    let page = """
      {{<layout}}
        {{$main}}
          {{#posts}}
          <p>{{number}}</p>
          {{/posts}}
        {{/main}}
        {{$foot}}{{count}}{{/foot}}
      {{/layout}}

      """
    #expect(
      render(page, [layout, foot])
        == "<main>\n  <p>1</p>\n  <p>2</p>\n</main>\n<p>-120</p>\n")
  }

  @Test(arguments: [Int.min, -1, 0, 9, 10, Int.max])
  func writesAllDigitsOfANumber(number: Int) {
    var digits: [UInt8] = []
    appendDecimal(number, to: &digits)
    #expect(String(decoding: digits, as: UTF8.self) == "\(number)")
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "&lt;",
    "{{body}}", "\u{0}", "</title><script>", "a\"b'c&d<e>f",
  ])
  func escapesHostileText(text: String) {
    let shape = Shape(["text": .text])
    let html = render(
      "<p title=\"{{text}}\" class='{{text}}'>{{text}}</p>", [], Branch(shape, [.text(text)]))
    let inner = html.dropFirst("<p title=\"".count).dropLast("</p>".count)
    let parts = String(decoding: SafeHTML(escaping: text).bytes, as: UTF8.self)
    #expect(inner == "\(parts)\" class='\(parts)'>\(parts)")
    #expect(!parts.utf8.contains { "<>\"'\0".utf8.contains($0) })
  }

  @Test func readsValuesOfTheWrongShapeAsMissing() {
    let source = "{{title}}|{{count}}|{{#posts}}{{author}}{{/posts}}|{{forum.url}}"
    let other = Branch(Sample.tag, [.text("x"), .text("y")])
    #expect(renderSample(source, []) == "|||")
    #expect(renderSample(source, Array(repeating: .text("x"), count: 99)) == "x|x||")
    #expect(renderSample(source, [.flag(true), .missing, .record(other)]) == "|||")
    let lists: [Tree] = [
      .missing, .missing, .missing, .missing, .record(other), .list([.record(other), .flag(true)]),
    ]
    #expect(renderSample(source, lists) == "|||")
    #expect(renderSample("{{{body}}}", [.missing, .text("<")]) == "&lt;")
    #expect(renderSample("{{title}}", [.html(Sample.html("<b>"))]) == "&lt;b&gt;")
  }

  private func renderSample(_ source: String, _ values: [Tree]) -> String {
    render(source, [], Branch(Sample.page, values))
  }

  @Test func acceptsEqualShapesThatAreNotIdentical() {
    let source = "{{#posts}}{{#tags}}{{label}}{{/tags}}{{/posts}}"
    let tag = Branch(Shape(["label": .text]), [.text("x")])
    let post = Branch(Sample.post, [.missing, .missing, .missing, .missing, .list([.record(tag)])])
    let values: [Tree] = [
      .missing, .missing, .missing, .missing, .missing, .list([.record(post)]),
    ]
    #expect(renderSample(source, values) == "x")
  }

  @Test func appendsNothingForAnUnknownPage() throws {
    let compiled = TemplateSet.compile([template("page", "x")], pages: [("page", Sample.page)])
    let templates = try #require(compiled.templates)
    var output = Array("before ".utf8)
    templates.render("pag", Sample.record, into: &output)
    templates.render("page", Sample.record, into: &output)
    #expect(output == Array("before x".utf8))
  }
}
