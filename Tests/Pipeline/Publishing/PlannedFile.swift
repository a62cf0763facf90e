import Files
import Fingerprints
import Publishing

/// A file that a build publishes, by itself.
struct PlannedFile {
  let path: OutputPath
  let fingerprint: Fingerprint
}

extension PlannedFiles {
  init(_ files: [PlannedFile]) {
    // A path is one that can be published.
    self = .joined(
      files.compactMap { file in
        let path = Array(file.path.text.utf8)
        return try? PlannedFiles(paths: path, ends: [path.count], [file.fingerprint])
      })
  }
}

extension OutputFolder {
  /// The survey and the beginning in one, on one thread.
  func begin(_ planned: [PlannedFile]) throws(PublishingProblem) -> Publication {
    let survey = try survey(PlannedFiles(planned))
    return try survey.begin((0..<survey.count).map(survey.look))
  }
}
