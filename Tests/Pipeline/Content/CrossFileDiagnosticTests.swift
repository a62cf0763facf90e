import Diagnostics
import PipelineFixtures
import Testing

@testable import Content

@Suite struct CrossFileDiagnosticTests {
  @Test func locationsComeFromTheFiles() throws {
    let fixture = try Fixture(["a.md": "é one\r\ntwo", "b.md": "\u{FEFF}x"])
    let crossFileDiagnostics = [
      CrossFileDiagnostic(.error, "e", "second", in: "a.md", at: 8, suggestion: "s"),
      CrossFileDiagnostic(.warning, "w", "first", in: "b.md", at: 3),
      CrossFileDiagnostic(.error, "e", "beyond", in: "b.md", at: 99),
    ]
    let diagnostics = try fixture.folder.diagnostics(of: crossFileDiagnostics)
    #expect(
      fixture.printed(diagnostics) == "content/a.md:2:1: error: second; did you mean 's'?\n"
        + "content/b.md:1:1: warning: first\ncontent/b.md:1:2: error: beyond\n")
    #expect(Set(diagnostics.map(\.excerpt)) == ["two", "x"])
  }

  @Test func trailingSlashOfTheFolderIsNotDoubled() {
    #expect(SourceFolder("content//").displayPath("a.md") == "content/a.md")
    #expect(SourceFolder("/").path == "/")
  }
}
