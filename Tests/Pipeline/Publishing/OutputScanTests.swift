import Files
import TestSupport
import Testing

@testable import Publishing

@Suite struct OutputScanTests {
  private let old = ["a": "", "a-b/c": "", "b/1/x": "", "b/1/y": "", "b/2": "", "c/1": "", "z": ""]
  private let new = ["a/1": "", "a/2/x": "", "b": "", "c/1": "", "c/2": "", "d": ""]

  private func result(_ scan: OutputScan) -> OutputScanResult {
    .joined((0..<scan.count).reversed().map(scan.scan))
  }

  /// The parts of the scan share folders, files that become folders, and folders that become files.
  @Test(arguments: 1...7) func partsEqualTheWholeScan(partSize: Int) throws {
    let site = try TestSite()
    try site.publish(old)
    for path in ["c/2", "d"] { try site.folder.put("foreign", at: "public/\(path)") }
    var scan = try site.open().makeScan(of: PlannedFiles(try TestSite.plan(new)))
    #expect(scan.count == 1)
    let whole = result(scan)
    scan.partSize = partSize
    #expect(scan.count == (6 + partSize - 1) / partSize)
    let parts = result(scan)
    #expect(
      parts.obsoleteFiles == whole.obsoleteFiles && parts.unplannedPaths == whole.unplannedPaths)
    #expect(parts.blockingFiles == whole.blockingFiles)
    #expect(parts.blockingFolders == whole.blockingFolders)
    #expect(parts.errors == whole.errors)
    #expect(parts.fileStates == whole.fileStates)
    #expect(whole.unplannedPaths.map(\.text) == ["a", "a-b/c", "b/1/x", "b/1/y", "b/2", "z"])
    #expect(whole.blockingFiles.map(\.text) == ["a", "b/1/x", "b/1/y", "b/2"])
    #expect(whole.blockingFolders.map(\.text) == ["b/1", "b"])
    #expect(
      whole.errors
        == ["c/2", "d"].map { .blocked(site.folder.at("public/\($0)"), by: .file) })
  }

  @Test func emptyPlanHasOnePartWithAllObsoleteFiles() throws {
    let site = try TestSite()
    try site.publish(old)
    let scan = try site.open().makeScan(of: PlannedFiles())
    #expect(scan.count == 1)
    #expect(result(scan).obsoleteFiles.count == old.count)
  }

  @Test func currentFilesAreFoundInEveryPart() throws {
    let site = try TestSite()
    try site.publish(old)
    var scan = try site.open().makeScan(of: PlannedFiles(try TestSite.plan(old)))
    scan.partSize = 2
    let publication = try scan.beginPublishing((0..<scan.count).map(scan.scan))
    #expect(old.indices.count == 7)
    #expect((0..<7).allSatisfy { publication.isCurrent(at: $0) })
  }
}
