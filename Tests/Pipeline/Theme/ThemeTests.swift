import Diagnostics
import PipelineFixtures
import Testing

@testable import Content
@testable import Theme

@Suite struct ThemeTests {
  private static let strings = StringKey.allCases.map { "\($0.rawValue): 'x {count}'\n" }.joined()

  private func read(_ files: [String: String]) throws -> (theme: Theme?, report: String) {
    let fixture = try Fixture(files)
    let (theme, diagnostics) = try Theme.read(fixture.folder)
    return (theme, fixture.printed(diagnostics))
  }

  @Test func templatesStringsAndAssetsAreRead() throws {
    let (theme, report) = try read([
      "strings.yml": Self.strings, "home.mustache": "a", "post.mustache": "b", "assets/a/x.css": "",
      ".x": "", "_y.mustache": "",
    ])
    #expect(report == "")
    #expect(theme?.templates.count == 2)
    #expect(theme?.assets.count == 1)
    #expect(theme?.strings.texts.count == StringKey.allCases.count)
    for key in StringKey.allCases { #expect(theme?.strings[key] == "x {count}") }
  }

  @Test func strayFileIsAWarning() throws {
    let (theme, report) = try read([
      "strings.yml": Self.strings, "sub/x.mustache": "", "readme.md": "",
    ])
    #expect(theme != nil)
    let message =
      "1:1: warning: this file is ignored; a theme has only templates (*.mustache), strings.yml "
      + "and assets/"
    #expect(report == "content/readme.md:\(message)\ncontent/sub/x.mustache:\(message)\n")
  }

  @Test(arguments: ["", "# strings\n", "---\n"]) func emptyStringsFileIsReported(text: String)
    throws
  {
    let (theme, report) = try read(["strings.yml": text])
    #expect(theme == nil)
    #expect(
      report.hasPrefix(
        "content/strings.yml:1:1: error: strings.yml is empty; it must have all texts of the theme")
    )
  }

  @Test func missingStringsFileIsAnError() throws {
    let (theme, report) = try read(["home.mustache": ""])
    #expect(theme == nil)
    #expect(
      report
        == "content/strings.yml:1:1: error: strings.yml is missing; it must have all texts of the "
        + "theme\n")
  }

  @Test func missingStringIsAnError() throws {
    let key = StringKey.removed.rawValue
    let without = StringKey.allCases.filter { $0 != .removed }.map { "\($0.rawValue): x\n" }
      .joined()
    let (theme, report) = try read(["strings.yml": without + "remved: x\n"])
    let line = StringKey.allCases.count
    #expect(theme == nil)
    #expect(
      report
        == "content/strings.yml:\(line):1: error: unknown key 'remved' in strings.yml; did you "
        + "mean '\(key)'?\n"
    )
  }
}
