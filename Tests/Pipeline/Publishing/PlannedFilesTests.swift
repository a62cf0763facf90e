import Files
import Fingerprints
import Testing

@testable import Publishing

/// Paths that come in one piece.
@Suite struct PlannedFilesTests {
  private let prints = (1...2).map { Fingerprint(high: 0, low: $0) }

  @Test func keepTheirPositionsWhenPartsAreJoined() throws {
    var files = PlannedFiles()
    #expect(files.append(paths: Array("b/xa".utf8), ends: [3, 4], prints) == nil)
    #expect(files.append(paths: Array("c/d".utf8), ends: [3], [prints[1]]) == nil)
    var more = PlannedFiles()
    #expect(more.append(paths: Array("é".utf8), ends: [2], [prints[0]]) == nil)
    let plan = try Plan(.joined([files, PlannedFiles(), more]))
    #expect((0..<4).map { plan.path(at: $0).text } == ["b/x", "a", "c/d", "é"])
    #expect(plan.fingerprints == prints + [prints[1], prints[0]])
    #expect(plan.paths.lines == Array("a\nb/x\nc/d\né\n".utf8))
  }

  @Test(arguments: ["../a", "a//b", "/a", "a/", "", ".", "a\nb", "a\\b"])
  func thatCouldLeadOutOfTheOutputAreNotTaken(path: String) {
    var files = PlannedFiles()
    let paths = Array("a/b\(path)".utf8)
    #expect(files.append(paths: paths, ends: [3, paths.count], prints) == path)
    #expect(files.count == 0)
  }
}
