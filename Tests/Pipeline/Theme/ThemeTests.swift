import Diagnostics
import PipelineFixtures
import Testing

@testable import Content
@testable import Theme

@Suite struct ThemeTests {
  private static let words = StringKey.allCases.map { "\($0.rawValue): 'x {count}'\n" }.joined()

  private func read(_ files: [String: String]) throws -> (theme: Theme?, report: String) {
    let fixture = try Fixture(files)
    let (theme, diagnostics) = try Theme.read(fixture.folder)
    return (theme, fixture.printed(diagnostics))
  }

  @Test func templatesWordsAndAssetsAreRead() throws {
    let (theme, report) = try read([
      "strings.yml": Self.words, "home.mustache": "a", "post.mustache": "b", "assets/a/x.css": "",
      ".x": "", "_y.mustache": "",
    ])
    #expect(report == "")
    #expect(theme?.templates.count == 2)
    #expect(theme?.assets.count == 1)
    #expect(theme?.strings.texts.count == StringKey.allCases.count)
    for key in StringKey.allCases { #expect(theme?.strings[key] == "x {count}") }
  }

  @Test func whatIsNoPartOfAThemeIsAWarning() throws {
    let (theme, report) = try read([
      "strings.yml": Self.words, "sub/x.mustache": "", "readme.md": "",
    ])
    #expect(theme != nil)
    let message =
      "1:1: warning: a theme is templates (*.mustache), strings.yml and assets/; this file is passed over"
    #expect(report == "content/readme.md:\(message)\ncontent/sub/x.mustache:\(message)\n")
  }

  @Test(arguments: ["", "# words\n", "---\n"]) func anEmptyFileOfWordsIsTold(text: String) throws {
    let (theme, report) = try read(["strings.yml": text])
    #expect(theme == nil)
    #expect(
      report.hasPrefix("content/strings.yml:1:1: error: strings.yml is empty; it needs every word"))
  }

  @Test func withoutWordsThereIsNoTheme() throws {
    let (theme, report) = try read(["home.mustache": ""])
    #expect(theme == nil)
    #expect(
      report
        == "content/strings.yml:1:1: error: there is no strings.yml with the words of the theme\n")
  }

  @Test func eachWordMustBeThere() throws {
    let key = StringKey.removed.rawValue
    let without = StringKey.allCases.filter { $0 != .removed }.map { "\($0.rawValue): x\n" }
      .joined()
    let (theme, report) = try read(["strings.yml": without + "remved: x\n"])
    let line = StringKey.allCases.count
    #expect(theme == nil)
    #expect(
      report
        == "content/strings.yml:\(line):1: error: 'remved' is no key of strings.yml; did you mean '\(key)'?\n"
    )
  }
}

@Suite struct FindingTests {
  @Test func aFindingGetsItsPlaceFromTheFile() throws {
    let fixture = try Fixture(["a.md": "é one\r\ntwo", "b.md": "\u{FEFF}x"])
    let findings = [
      CrossFileDiagnostic(.error, "e", "second", in: "a.md", at: 8, suggestion: "s"),
      CrossFileDiagnostic(.warning, "w", "first", in: "b.md", at: 3),
      CrossFileDiagnostic(.error, "e", "beyond", in: "b.md", at: 99),
    ]
    let diagnostics = try fixture.folder.diagnostics(of: findings)
    #expect(
      fixture.printed(diagnostics) == "content/a.md:2:1: error: second; did you mean 's'?\n"
        + "content/b.md:1:1: warning: first\ncontent/b.md:1:2: error: beyond\n")
    #expect(Set(diagnostics.map(\.excerpt)) == ["two", "x"])
  }

  @Test func theFoldersSlashIsNotDoubled() {
    #expect(SourceFolder("content//").shown("a.md") == "content/a.md")
    #expect(SourceFolder("/").path == "/")
  }
}
