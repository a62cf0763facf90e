import Diagnostics
import Files
import Foundation
import Glibc
import PipelineFixtures
import Testing

@testable import Content

@Suite struct ContentTreeTests {
  private static let board = "---\ntitle: B\n---\n"

  private func list(_ files: [String: String]) throws -> (tree: ContentTree, report: String) {
    let fixture = try Fixture(files.merging(["forum.yml": ""]) { mine, _ in mine })
    let (tree, diagnostics) = try ContentTree.list(fixture.folder)
    return (tree, fixture.printed(diagnostics))
  }

  @Test func filesAreSortedByKind() throws {
    let (tree, report) = try list([
      "members.yml": "", "glossary.yml": "", "synonyms.yml": "", "support-words.yml": "",
      "boards/b/board.md": Self.board,
      "boards/a/board.md": Self.board, "boards/a/2022/deep/t.md": "", "boards/a/s.md": "",
      "boards/a/2022.md": "", "pages/p.md": "", "static/x.png": "", "static/a/b.txt": "",
    ])
    #expect(report == "")
    #expect(tree.hasForum && tree.hasMembers && tree.hasGlossary)
    #expect(tree.hasSynonyms && tree.hasSupportWords)
    #expect(tree.boards.map(\.slug.description) == ["a", "b"])
    #expect(
      tree.boards.map(\.threads) == [
        ["boards/a/2022.md", "boards/a/2022/deep/t.md", "boards/a/s.md"], [],
      ])
    #expect(tree.pages == ["pages/p.md"])
    #expect(tree.staticFiles.map(\.path) == ["static/a/b.txt", "static/x.png"])
  }

  @Test func namesThatBeginWithADotOrAnUnderscoreAreIgnored() throws {
    let (tree, report) = try list([
      ".git/x.md": "", "_drafts/x.md": "", "boards/.x/t.md": "", "boards/_x/t.md": "",
      "boards/a/board.md": Self.board, "boards/a/_t.md": "", "boards/a/.t.md": "",
      "boards/a/_old/t.md": "", "pages/_p.md": "", "static/.DS_Store": "", "static/_x.html": "",
      "_notes.txt": "",
    ])
    #expect(report == "")
    #expect(tree.boards.map(\.threads) == [[]])
    #expect(tree.pages.isEmpty && tree.staticFiles.isEmpty)
  }

  @Test(arguments: [
    ("readme.txt", ""), ("Forum.yml", "; did you mean 'forum.yml'?"),
    ("forum.yaml", "; did you mean 'forum.yml'?"), ("member.yml", "; did you mean 'members.yml'?"),
    ("synonym.yml", "; did you mean 'synonyms.yml'?"),
    ("support_words.yml", "; did you mean 'support-words.yml'?"),
    ("boards/t.md", ""), ("boards/a/picture.png", ""), ("boards/a/t.markdown", ""),
    ("boards/a/t.MD", ""), ("pages/sub/p.md", ""), ("pages/p.txt", ""), ("statics/x.png", ""),
    ("pages", ""), ("static", ""), ("boards/board.md", ""),
  ]) func anUnexpectedFileIsAWarning(path: String, suggestion: String) throws {
    let (_, report) = try list([path: "", "boards/a/board.md": Self.board])
    #expect(
      report
        == "content/\(path):1:1: warning: this file is ignored, because no file of this name is "
        + "expected here; remove or move it\(suggestion)\n")
  }

  @Test func boardMDInASubfolderIsAWarning() throws {
    let (tree, report) = try list([
      "boards/a/board.md": Self.board, "boards/a/2022/board.md": Self.board,
    ])
    #expect(tree.boards.map(\.threads) == [[]])
    #expect(
      report == "content/boards/a/2022/board.md:1:1: warning: this file is ignored, because no "
        + "file of this name is expected here; move board.md to the board's folder, "
        + "boards/<board>/\n")
  }

  @Test(arguments: [
    "static/a.html", "static/a.HTM", "static/deep/a.xhtml", "static/.well-known/../a.html",
  ]) func htmlInStaticIsAnError(path: String) throws {
    let (tree, report) = try list([path: ""])
    let shown = path.replacing(".well-known/../", with: "")
    #expect(tree.staticFiles.isEmpty)
    #expect(
      report == "content/\(shown):1:1: error: static/ cannot contain HTML files; write a page in "
        + "pages/ instead\n")
  }

  @Test func aBoardsFolderNeedsABoardMD() throws {
    let (tree, report) = try list(["boards/a/t.md": ""])
    #expect(tree.boards.isEmpty)
    #expect(
      report
        == "content/boards/a/board.md:1:1: error: this board has no board.md; create it with at "
        + "least 'title'\n")
  }

  @Test func aBoardsFolderMustBeASlug() throws {
    let (tree, report) = try list(["boards/Été & moi/board.md": Self.board])
    #expect(tree.boards.isEmpty)
    #expect(
      report
        == "content/boards/Été & moi/board.md:1:1: error: the folder name 'Été & moi' cannot be "
        + "part of an address; rename the folder with lower-case letters, digits and '-' only; "
        + "did you mean 'ete-moi'?\n")
  }

  @Test func aMissingForumYMLIsAnError() throws {
    let fixture = try Fixture()
    let (content, report) = try fixture.read()
    #expect(content == nil)
    #expect(
      report == "content/forum.yml:1:1: error: forum.yml is missing; create it with at least "
        + "'title', 'url', 'disclaimer' and 'helpline'\n")
  }

  @Test func invalidNamesAndLinksAreErrors() throws {
    let fixture = try Fixture(["forum.yml": "", "boards/a/board.md": Self.board])
    let name = Array("\(fixture.root)/boards/a/t".utf8) + [0xFF] + Array(".md".utf8) + [0]
    let descriptor = open(name.map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o600)
    #expect(descriptor >= 0)
    close(descriptor)
    try fixture.link("boards/a/out.md", to: "/etc/passwd")
    try fixture.link("boards/a/gone.md", to: "nothing.md")
    try fixture.link("boards/a/loop", to: "../a")
    try fixture.link("boards/a/self.md", to: "self.md")
    mkfifo("\(fixture.root)/boards/a/pipe.md", 0o600)
    let (tree, diagnostics) = try ContentTree.list(fixture.folder)
    #expect(tree.boards.map(\.threads) == [[]])
    #expect(
      fixture.printed(diagnostics) == """
        content/boards/a/gone.md:1:1: error: the target of this symbolic link does not exist; \
        remove the link
        content/boards/a/loop:1:1: error: this symbolic link points to a folder that contains it; \
        remove the link
        content/boards/a/out.md:1:1: error: this symbolic link points to a file outside the \
        folder; put the file itself here
        content/boards/a/pipe.md:1:1: error: this is neither a file nor a folder; remove it
        content/boards/a/self.md:1:1: error: this symbolic link points to a folder that contains \
        it; remove the link
        content/boards/a/t\u{FFFD}.md:1:1: error: the name is not UTF-8; rename the file, \
        preferably with plain letters and digits\n
        """)
  }

  @Test(arguments: [(3, false), (2, true)])
  func tooManyThreadsAreAnError(limit: Int, isTooLarge: Bool) throws {
    let fixture = try Fixture([
      "forum.yml": "", "boards/a/board.md": Self.board, "boards/a/s.md": "",
      "boards/a/2022/t.md": "",
      "boards/b/board.md": Self.board, "boards/b/u.md": "",
    ])
    let (tree, diagnostics) = try ContentTree.list(fixture.folder, threadLimit: limit)
    #expect(tree.isTooLarge == isTooLarge)
    #expect(
      fixture.printed(diagnostics)
        == (isTooLarge
          ? "content/boards:1:1: error: this forum has 3 threads, and the limit is 2; split it "
            + "into several forums, or move the oldest boards to an archive forum\n" : ""))
    #expect(diagnostics.map(\.id) == (isTooLarge ? ["too-many-threads"] : []))
  }

  @Test func largeCountsHaveThousandsSeparators() {
    var tree = ContentTree(folder: SourceFolder("content"))
    tree.threadsWithoutBoard = Array(repeating: "boards/a/t.md", count: 1_004_056)
    let diagnostic = tree.checkThreadCount(limit: ContentTree.maximumThreadCount)
    let hasCounts = diagnostic?.message.contains(
      "has 1,004,056 threads, and the limit is 1,000,000;")
    #expect(hasCounts == true)
  }

  @Test func linksInsideTheContentAreFollowed() throws {
    let fixture = try Fixture([
      "forum.yml": "", "boards/a/board.md": Self.board, "boards/a/t.md": "",
    ])
    try fixture.link("boards/a/again.md", to: "t.md")
    let (tree, diagnostics) = try ContentTree.list(fixture.folder)
    #expect(diagnostics.isEmpty)
    #expect(tree.boards.map(\.threads) == [["boards/a/again.md", "boards/a/t.md"]])
  }
}
