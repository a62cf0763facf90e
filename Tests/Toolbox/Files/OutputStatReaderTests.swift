import TestSupport
import Testing

@testable import Files

@Suite struct OutputStatReaderTests {
  private let paths = [
    "a", "b/c", "d/e/f", "d/e/g", "d/h", "i/j/k/l", "i/j/k/m/n/o", "i/j/p/q", "none", "d/none/x",
    "none/a/b/c", "i/j", "d",
  ]

  @Test func returnsStampsWhicheverFolderIsOpen() throws {
    let folder = try TemporaryFolder()
    for path in paths.prefix(8) { try folder.put("text of \(path)", at: path) }
    let root = try OpenFolder(at: folder.path)
    for order in [paths, paths.reversed(), paths.sorted()] {
      var stamps = OutputStatReader(below: root)
      for path in order {
        let bytes = Array(path.utf8)
        let found = bytes.withUnsafeBufferPointer { stamps.stamp(ofFile: $0) }
        var expected: FileStamp?
        if case .file(let stamp) = try root.entry(at: try #require(OutputPath(path))) {
          expected = stamp
        }
        #expect(found == expected, "\(path)")
        #expect((found != nil) == paths.prefix(8).contains(path))
      }
    }
  }

  @Test func returnsNoStampForASymbolicLink() throws {
    let folder = try TemporaryFolder()
    try folder.put("text", at: "a/b/c/file")
    try folder.link("a/b/c/link", to: "file")
    var stamps = OutputStatReader(below: try OpenFolder(at: folder.path))
    let (file, link) = (Array("a/b/c/file".utf8), Array("a/b/c/link".utf8))
    #expect(file.withUnsafeBufferPointer { stamps.stamp(ofFile: $0) } != nil)
    #expect(link.withUnsafeBufferPointer { stamps.stamp(ofFile: $0) } == nil)
  }
}
