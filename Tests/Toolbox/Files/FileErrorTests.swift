import Files
import Foundation
import TestSupport
import Testing

@Suite struct FileErrorTests {
  @Test func describesReasonsInPlainWords() {
    let reasons: [FileError.Reason] = [
      .notFound, .noPermission, .notAFolder, .notAFile, .alreadyExists, .notEmpty, .diskFull,
      .readOnly, .symbolicLink, .nameTooLong, .tooManyOpenFiles, .notUTF8, .changedWhileReading,
      .tooLarge(limit: 7), .other(EIO),
    ]
    let messages = reasons.map(\.message)
    #expect(Set(messages).count == reasons.count)
    #expect(messages.allSatisfy { $0.contains(" ") && !$0.contains("(") })
    #expect(FileError.Reason.diskFull.message == "the disk is full")
  }

  @Test func messageNamesTheActionAndThePath() {
    let error = FileError(.write, path: "a/b", reason: .diskFull)
    #expect(error.message == "cannot write a/b: the disk is full")
  }

  @Test func explanationIsTheWholeMessage() {
    #expect(FileError(path: "a", explanation: "a changed").message == "a changed")
  }

  /// The caller knows best what it cannot do if an entry cannot be inspected.
  @Test(arguments: [FileError.Action.open, .read, .write, .remove])
  func callerChoosesTheAction(action: FileError.Action) throws {
    let folder = try TemporaryFolder()
    let open = try OpenFolder(at: folder.path)
    let path = try #require(OutputPath("a"))
    #expect(throws: FileError(action, path: folder.at("a"), reason: .notFound)) {
      try open.names(in: path, for: action)
    }
    #expect(throws: FileError(action, path: folder.at("a"), reason: .notFound)) {
      try realPath(of: folder.at("a"), for: action)
    }
    #expect(throws: FileError(action, path: folder.at("a"), reason: .notFound)) {
      try OpenFolder(path, in: open, for: action, displayPath: folder.at("a"))
    }
  }

  @Test func severalErrorsAreThrownAsOne() throws {
    try FileError.throwAll([])
    let errors = ["a", "b", "c"].map { FileError(path: $0, explanation: "\($0) changed") }
    let both = #expect(throws: FileError.self) { try FileError.throwAll(Array(errors[..<2])) }
    let all = #expect(throws: FileError.self) {
      try FileError.throwAll([try #require(both), errors[2]])
    }
    #expect(all?.messages == ["a changed", "b changed", "c changed"])
  }
}
