import PipelineFixtures
import Survey
import Testing

@Suite struct ThreadSlugTests {
  @Test(arguments: [
    ("t.md", "", nil),
    ("page.md", "", "'page' is reserved in a board; give the thread another 'slug'"),
    ("started.md", "", "'started' is reserved in a board; give the thread another 'slug'"),
    ("t.md", "slug: page\n", "'page' is reserved in a board; give the thread another 'slug'"),
    ("page.md", "slug: pages\n", nil),
    ("2022/page.md", "", "'page' is reserved in a board; give the thread another 'slug'"),
    (
      "Ünser.md", "",
      "the file's name 'Ünser' is no slug: lower-case letters, digits and '-'; "
        + "rename the file, or add 'slug: unser'"
    ),
    (
      "t.md", "slug: a/b\n",
      "'a/b' is no slug: lower-case letters, digits and '-'; did you mean 'a-b'?"
    ),
  ]) func aThreadsPartOfTheURLIsItsSlugOrItsName(name: String, line: String, fault: String?) throws
  {
    let path = "boards/a/\(name)"
    let fixture = try Fixture([
      path: "---\ntitle: t\nauthor: a\ndate: 2022-05-31\n\(line)---\nx"
    ])
    let (summary, diagnostics) = try fixture.survey().summarise(path)
    let place = line.isEmpty ? "1:1" : "5:7"
    #expect(
      fixture.printed(diagnostics)
        == (fault.map { "content/\(path):\(place): error: \($0)\n" } ?? ""))
    #expect((summary == nil) == (fault != nil))
  }
}
