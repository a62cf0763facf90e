import TestSupport
import Testing

@testable import Files

@Suite struct DirectoryHandleCacheTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func readsFilesLikeReadFile() throws {
    // More folders than are kept open, and each is used again.
    let paths = ["top"] + (0..<20).flatMap { ["a/\($0)/x", "a/\($0)/y", "\($0)/x", "a/\($0)/b/x"] }
    for path in paths { try folder.put("text of \(path)", at: path) }
    let files = DirectoryHandleCache(below: try OpenFolder(at: folder.at(".")))
    for path in paths + paths.reversed() {
      let (bytes, stamp) = try files.read(path, limit: 100, displayPath: path)
      #expect(bytes == Array("text of \(path)".utf8))
      #expect(try readFile(folder.at(path), limit: 100).stamp == stamp)
      #expect(files.stamp(ofFile: path) == stamp)
    }
  }

  @Test(arguments: ["gone/x", "a/gone", "gone", "a", "a/x/y"])
  func throwsTheSameErrorsAsReadFile(path: String) throws {
    try folder.put("x", at: "a/x")
    let files = DirectoryHandleCache(below: try OpenFolder(at: folder.at(".")))
    #expect(files.stamp(ofFile: path) == nil)
    var expected: FileError?
    do { _ = try readFile(folder.at(path), limit: 9) } catch { expected = error }
    let error = try #require(expected)
    #expect(throws: error) { try files.read(path, limit: 9, displayPath: folder.at(path)) }
  }
}
