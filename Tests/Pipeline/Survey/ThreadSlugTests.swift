import PipelineFixtures
import Survey
import Testing

@Suite struct ThreadSlugTests {
  @Test(arguments: [
    ("t.md", "", nil),
    ("page.md", "", "'page' is used by the board's own pages; give the thread another 'slug'"),
    (
      "started.md", "", "'started' is used by the board's own pages; give the thread another 'slug'"
    ),
    (
      "t.md", "slug: page\n",
      "'page' is used by the board's own pages; give the thread another 'slug'"
    ),
    ("page.md", "slug: pages\n", nil),
    ("2022/page.md", "", "'page' is used by the board's own pages; give the thread another 'slug'"),
    (
      "Ünser.md", "",
      "the file name 'Ünser' cannot be part of an address; rename the file with lower-case "
        + "letters, digits and '-' only, or add 'slug: unser'"
    ),
    (
      "t.md", "slug: a/b\n",
      "'a/b' cannot be part of an address; use only lower-case letters, digits and '-'; did you "
        + "mean 'a-b'?"
    ),
  ]) func slugComesFromTheKeyOrTheFileName(name: String, line: String, message: String?) throws {
    let path = "boards/a/\(name)"
    let fixture = try Fixture([
      path: "---\ntitle: t\nauthor: a\ndate: 2022-05-31\n\(line)---\nx"
    ])
    let (summary, diagnostics) = try fixture.survey().summarise(path)
    let location = line.isEmpty ? "1:1" : "5:7"
    #expect(
      fixture.printed(diagnostics)
        == (message.map { "content/\(path):\(location): error: \($0)\n" } ?? ""))
    #expect((summary == nil) == (message != nil))
  }
}
