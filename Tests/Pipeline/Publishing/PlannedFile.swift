import Files
import Fingerprints
import Publishing

/// A single file that a build publishes.
struct PlannedFile {
  let path: OutputPath
  let fingerprint: Fingerprint
}

extension PlannedFiles {
  init(_ files: [PlannedFile]) {
    // An `OutputPath` is always valid, so the initializer does not throw.
    self = .joined(
      files.compactMap { file in
        let path = Array(file.path.text.utf8)
        return try? PlannedFiles(paths: path, ends: [path.count], [file.fingerprint])
      })
  }
}

extension OutputFolder {
  /// Scans the output and begins the publication, on one thread.
  func beginPublishing(_ planned: [PlannedFile]) throws(FileError) -> Publication {
    let scan = try makeScan(of: PlannedFiles(planned))
    return try scan.beginPublishing((0..<scan.count).map(scan.scan))
  }
}
