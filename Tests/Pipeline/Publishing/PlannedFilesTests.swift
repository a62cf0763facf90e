import Files
import Fingerprints
import Testing

@testable import Publishing

/// Planned paths that are stored in one buffer.
@Suite struct PlannedFilesTests {
  private let fingerprints = (1...2).map { Fingerprint(high: 0, low: $0) }

  @Test func keepTheirPositionsWhenPartsAreJoined() throws {
    let plan = try Plan(
      .joined([
        PlannedFiles(paths: Array("b/xa".utf8), ends: [3, 4], fingerprints), PlannedFiles(),
        PlannedFiles(paths: Array("c/d".utf8), ends: [3], [fingerprints[1]]),
        PlannedFiles(paths: Array("é".utf8), ends: [2], [fingerprints[0]]),
      ]))
    #expect((0..<4).map { plan.path(at: $0).text } == ["b/x", "a", "c/d", "é"])
    #expect(plan.fingerprints == fingerprints + [fingerprints[1], fingerprints[0]])
    #expect(plan.paths.lines == Array("a\nb/x\nc/d\né\n".utf8))
  }

  @Test(arguments: ["../a", "a//b", "/a", "a/", "", ".", "a\nb", "a\\b"])
  func unsafePathsAreRejected(path: String) {
    let paths = Array("a/b\(path)".utf8)
    let error = #expect(throws: FileError.self) {
      try PlannedFiles(paths: paths, ends: [3, paths.count], fingerprints)
    }
    #expect(error == .invalidPath(path))
    #expect(
      error?.message == """
        the path \(path) cannot be published; avoid control characters, backslashes and names \
        longer than 255 bytes
        """)
  }
}
