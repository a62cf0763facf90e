import Diagnostics
import Testing

@testable import Mustache

/// Strict and lenient mode agree: a name resolved at load time has the value that is looked up at
/// render time.
@Suite struct AgreementTests {
  @Test(arguments: 0..<30)
  func rendersGeneratedTemplatesAlike(part: Int) throws {
    var rendered = 0
    for seed in 0..<20 {
      var page = PageGenerator(seed: UInt64(part * 20 + seed))
      let (shape, sources) = page.generate()
      let compiled = TemplateSet.compile(sources, pages: [("page", shape)])
      let printed = DiagnosticReport(compiled.diagnostics).formatted(as: .text(terminal: false))
      let templates = try #require(compiled.templates, "\(printed)\(Self.text(of: sources))")
      for _ in 0..<3 {
        let record = page.record(of: shape)
        var strict: [UInt8] = []
        templates.render("page", record, into: &strict)
        let lenient = ReferenceRenderer(sources).render("page", .record(record))
        #expect(
          String(decoding: strict, as: UTF8.self) == String(decoding: lenient, as: UTF8.self),
          "\(Self.text(of: sources))")
        rendered += strict.count
      }
    }
    // Templates that render as nothing would agree in any case.
    #expect(rendered > 1000)
  }

  private static func text(of sources: [TemplateSource]) -> String {
    sources.map { "\($0.name): \(String(decoding: $0.source.bytes, as: UTF8.self))\n" }.joined()
  }
}
