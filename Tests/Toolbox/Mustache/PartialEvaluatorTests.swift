import Diagnostics
import Testing

@testable import Mustache

/// A template that is specialized for some values renders the same page as the
/// original.
@Suite struct PartialEvaluatorTests {
  @Test(arguments: 0..<30)
  func rendersTheSamePageAsTheOriginal(part: Int) throws {
    var rendered = 0
    for seed in 0..<20 {
      var page = PageGenerator(seed: UInt64(1000 + part * 20 + seed))
      let (shape, sources) = page.generate()
      let template = try #require(
        TemplateSet.compile(sources, pages: [("page", shape)]).templates?.template(ofPage: "page"))
      for known in 0...shape.fields.count {
        let first = Array(page.record(of: shape).values.prefix(known))
        let rest = page.record(of: shape).values.dropFirst(known)
        let (plain, specialized) = Self.rendered(template, shape, first, first + rest)
        #expect(
          plain == specialized,
          "\(sources.map { String(decoding: $0.source.bytes, as: UTF8.self) })")
        rendered += plain.utf8.count
      }
    }
    #expect(rendered > 1000)
  }

  private static func rendered(
    _ template: PageTemplate, _ shape: Shape, _ first: [Tree], _ all: [Tree]
  ) -> (plain: String, specialized: String) {
    var shared = ValueArena(forSharedValues: ())
    let known = first.map { $0.put(into: &shared) }
    var arena = ValueArena(sharing: shared.snapshot)
    let whole = arena.record(shape, of: all.map { $0.put(into: &arena) })
    let rest = arena.record(
      shape, of: first.map { _ in .missing } + all[first.count...].map { $0.put(into: &arena) })
    let specialized = template.specialized(for: known, of: arena)
    var outputs: [[UInt8]] = [[], []]
    template.render(whole, of: arena, into: &outputs[0])
    specialized.render(rest, of: arena, into: &outputs[1])
    return (
      String(decoding: outputs[0], as: UTF8.self), String(decoding: outputs[1], as: UTF8.self)
    )
  }

  @Test func mergesKnownValuesIntoOneLiteral() throws {
    let source =
      "<p>{{forum.title}}{{#closed}}!{{/closed}}{{^closed}}?{{/closed}}{{#posts}}{{author}}{{/posts}}</p>"
    let template = try #require(
      TemplateSet.compile([MustacheTests.template("page", source)], pages: [("page", Sample.page)])
        .templates?.template(ofPage: "page"))
    var shared = ValueArena(forSharedValues: ())
    let known = Sample.record.values.map { $0.put(into: &shared) }
    let specialized = template.specialized(for: known, of: shared)
    #expect(specialized.program.instructions.map(\.code) == [.literal])
    #expect(
      String(decoding: specialized.program.literals, as: UTF8.self) == "<p>Forum!WrenO&#39;Neil</p>"
    )
  }
}
