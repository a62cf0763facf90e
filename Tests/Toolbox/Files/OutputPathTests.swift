import Files
import TestSupport
import Testing

@Suite struct OutputPathTests {
  @Test(arguments: [
    "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/./b", "a\0b", "a\\b", "a\nb",
    "\u{7F}",
    String(repeating: "x", count: 256), "a/" + String(repeating: "é", count: 128),
  ])
  func pathThatCouldLeadOutIsNone(text: String) {
    #expect(OutputPath(text) == nil)
  }

  @Test(arguments: [
    "a", "a/b", ".forumgen", "...", "..a", "a/.b", "members/zoë~12/index.html", "a b",
    String(repeating: "x", count: 255),
  ])
  func otherPathsAreKeptAsTheyAre(text: String) {
    #expect(OutputPath(text)?.text == text)
  }

  @Test func partsAreFound() throws {
    let path = try #require(OutputPath("a/b/c.d"))
    #expect(path.parent?.text == "a/b")
    #expect(path.parent?.parent?.parent == nil)
    #expect(path.name == "c.d")
    #expect(path.top == "a")
    #expect(OutputPath("x").map { "\($0.name) \($0.top)" } == "x x")
  }

  @Test func foldersAreKnown() throws {
    let path = try #require(OutputPath("a/b/c"))
    let top = try #require(path.folder(after: nil))
    let next = try #require(path.folder(after: top))
    #expect([top, next].map(\.text) == ["a", "a/b"])
    #expect(path.folder(after: next) == nil)
    #expect(path.isBelow(top) && path.isBelow(next) && !top.isBelow(path))
    #expect(OutputPath("a/bc").map(path.isBelow) == false)
    #expect(OutputPath("a/b/c").map(path.isBelow) == false)
  }

  @Test func pathsAreMovedBelowFoldersAndOut() throws {
    let path = try #require(OutputPath("a/b/c"))
    let folder = try #require(OutputPath("x/y"))
    #expect(path.moved(below: folder).text == "x/y/a/b/c")
    #expect(path.moved(below: folder).relative(to: folder) == path)
    #expect(path.relative(to: OutputPath("a")).text == "b/c")
    #expect(path.relative(to: nil) == path)
  }

  @Test func temporaryStandsBesideAndIsKnownByItsName() throws {
    let path = try #require(OutputPath("a/" + String(repeating: "x", count: 255)))
    let temporary = try #require(OutputPath(path.temporary.text))
    #expect(temporary.parent == path.parent)
    #expect(temporary.isTemporary && !path.isTemporary)
    #expect(OutputPath("a/y")?.temporary != temporary)
    #expect(OutputPath("y")?.temporary.parent == nil)
  }

  @Test func orderAndEqualityAreThoseOfTheBytes() throws {
    let paths = try ["z", "\u{E9}", "e\u{301}", "a/b", "a.b", "a"].map {
      try #require(OutputPath($0))
    }
    #expect(paths.sorted().map(\.text) == ["a", "a.b", "a/b", "e\u{301}", "z", "\u{E9}"])
    #expect(Set(paths).count == 6)
    #expect(paths.sorted().map { Array($0.text.utf8) }.last == [0xC3, 0xA9])
  }
}
