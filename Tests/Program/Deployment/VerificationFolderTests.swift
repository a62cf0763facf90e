import Files
import TestSupport
import Testing

@testable import Deployment

@Suite struct VerificationFolderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.put("", at: "public/index.html")
  }

  @Test func folderIsAHiddenSiblingOfTheOutput() throws {
    let verification = try VerificationFolder(beside: folder.at("public"))
    #expect(verification.path.hasSuffix("/.public.forumgen-verify"))
    try folder.put("", at: ".public.forumgen-verify/a/b")
    try verification.remove()
    #expect(try folder.files() == ["public/index.html"])
    try verification.remove()
  }

  @Test func earlierFolderIsRemoved() throws {
    try folder.put("", at: ".public.forumgen-verify/a/b/c")
    try folder.put("", at: ".other.forumgen-verify/a")
    _ = try VerificationFolder(beside: folder.at("public"))
    #expect(try folder.files() == [".other.forumgen-verify/a", "public/index.html"])
  }

  @Test func linksAreRemovedAndNotFollowed() throws {
    try folder.put("", at: "elsewhere/file")
    try folder.makeFolder(".public.forumgen-verify/a")
    try folder.link(".public.forumgen-verify/a/link", to: folder.at("elsewhere"))
    _ = try VerificationFolder(beside: folder.at("public"))
    #expect(try folder.files() == ["elsewhere/file", "public/index.html"])
  }

  @Test func secondConcurrentVerificationIsRefused() throws {
    let first = try VerificationFolder(beside: folder.at("public"))
    let error = #expect(throws: FileError.self) {
      try VerificationFolder(beside: folder.at("public"), lockTimeoutMilliseconds: 40)
    }
    #expect(
      error?.message == """
        another build is using \(folder.at("public")); wait until it ends, then build again
        """)
    try first.remove()
  }

  @Test func pathsEndingInDotsAreResolved() throws {
    try folder.makeFolder("public/sub")
    for path in ["public/.", "public/", "public/sub/.."] {
      #expect(
        try VerificationFolder(beside: folder.at(path)).path.hasSuffix("/.public.forumgen-verify"))
    }
  }
}
