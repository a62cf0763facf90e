import Deployment
import Files
import Publishing

extension SiteBuild {
  /// Removes the change lists of an earlier build. Runs before everything else, so that a build
  /// that cannot write the lists fails before it changes anything.
  func prepareChangeLists() throws(FileError) -> ChangeLists? {
    guard let file = options.changeListsPath else { return nil }
    let lists = ChangeLists(file)
    try lists.prepare()
    return lists
  }

  /// Writes the change lists if they were requested. Returns a note instead if the output of the
  /// previous build is not fully known, because the lists would omit what only that build
  /// changed.
  func writeChangeLists(_ result: PublishResult) throws(FileError) -> String? {
    guard let changeLists else { return nil }
    guard result.hadFileList, !result.previousBuildInterrupted else {
      return
        "\(options.output) has no file list of a complete earlier build, so the changes are not "
        + "known; copy the whole folder"
    }
    do throws(FileError) {
      try changeLists.write(written: result.written, removed: result.removed)
      return nil
    } catch {
      throw FileError(
        path: error.path,
        explanation: "the site was published, but the change lists were not: \(error.message); "
          + "copy the whole folder")
    }
  }
}
