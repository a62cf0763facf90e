import Files
import TestSupport
import Testing

@testable import Publishing

@Suite struct OutputScanTests {
  private let old = ["a": "", "a-b/c": "", "b/1/x": "", "b/1/y": "", "b/2": "", "c/1": "", "z": ""]
  private let new = ["a/1": "", "a/2/x": "", "b": "", "c/1": "", "c/2": "", "d": ""]

  private func findings(_ survey: OutputScan) -> OutputScanResult {
    .joined((0..<survey.count).reversed().map(survey.look))
  }

  /// The parts of the scan share folders, files that become folders, and folders that become files.
  @Test(arguments: 1...7) func partsFindWhatTheWholeFinds(partSize: Int) throws {
    let site = try Site()
    try site.publish(old)
    for path in ["c/2", "d"] { try site.folder.put("foreign", at: "public/\(path)") }
    var survey = try site.open().survey(PlannedFiles(try Site.plan(new)))
    #expect(survey.count == 1)
    let whole = findings(survey)
    survey.partSize = partSize
    #expect(survey.count == (6 + partSize - 1) / partSize)
    let parts = findings(survey)
    #expect(parts.leftovers == whole.leftovers && parts.gone == whole.gone)
    #expect(parts.blockingFiles == whole.blockingFiles)
    #expect(parts.blockingFolders == whole.blockingFolders)
    #expect(parts.problems == whole.problems)
    #expect(parts.standings == whole.standings)
    #expect(whole.gone.map(\.text) == ["a", "a-b/c", "b/1/x", "b/1/y", "b/2", "z"])
    #expect(whole.blockingFiles.map(\.text) == ["a", "b/1/x", "b/1/y", "b/2"])
    #expect(whole.blockingFolders.map(\.text) == ["b/1", "b"])
    #expect(whole.problems.map(\.reason) == [.inTheWay(.file), .inTheWay(.file)])
  }

  @Test func emptyPlanHasOnePartThatFindsAllGone() throws {
    let site = try Site()
    try site.publish(old)
    let survey = try site.open().survey(PlannedFiles())
    #expect(survey.count == 1)
    #expect(findings(survey).leftovers.count == old.count)
  }

  @Test func currentFilesAreFoundInEveryPart() throws {
    let site = try Site()
    try site.publish(old)
    var survey = try site.open().survey(PlannedFiles(try Site.plan(old)))
    survey.partSize = 2
    let publication = try survey.begin((0..<survey.count).map(survey.look))
    #expect(old.indices.count == 7)
    #expect((0..<7).allSatisfy { publication.isCurrent(at: $0) })
  }
}
