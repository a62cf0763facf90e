import TestSupport
import Testing

@testable import Deployment

@Suite struct CleanCopyTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.put("", at: "public/index.html")
  }

  @Test func itStandsBesideTheOutputUnderAHiddenName() throws {
    let copy = try VerificationFolder(beside: folder.at("public"))
    #expect(copy.path.hasSuffix("/.public.forumgen-verify"))
    try folder.put("", at: ".public.forumgen-verify/a/b")
    try copy.remove()
    #expect(try folder.files() == ["public/index.html"])
    try copy.remove()
  }

  @Test func whatStoodThereBeforeGoes() throws {
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

  @Test func twoAtOnceAreRefused() throws {
    let first = try VerificationFolder(beside: folder.at("public"))
    let problem = #expect(throws: DeploymentError.self) {
      try VerificationFolder(beside: folder.at("public"), patience: 40)
    }
    #expect(problem?.sentence == "another build is running in \(folder.at("public"))")
    try first.remove()
  }

  @Test func aPathWithADotAtItsEndIsMeantAsWhatItIs() throws {
    try folder.makeFolder("public/sub")
    for path in ["public/.", "public/", "public/sub/.."] {
      #expect(
        try VerificationFolder(beside: folder.at(path)).path.hasSuffix("/.public.forumgen-verify"))
    }
  }
}
