import Deployment
import Publishing

extension SiteBuild {
  /// Removes the change lists of an earlier build. Runs before everything else, so that a build
  /// that cannot write the lists fails before it changes anything.
  func beginChanges() throws(BuildError) -> ChangeLists? {
    guard let file = options.changes else { return nil }
    let lists = ChangeLists(file)
    do throws(DeploymentError) {
      try lists.clear()
    } catch {
      throw BuildError(error)
    }
    return lists
  }

  /// Writes the change lists if they were requested. Returns a note instead if the output of the
  /// previous build is not fully known, because the lists would omit what only that build
  /// changed.
  func endChanges(_ tally: PublishResult) throws(BuildError) -> String? {
    guard let changes else { return nil }
    guard tally.hadList, !tally.followsCutOff else {
      return "\(options.output) holds no list of an earlier build that came to its end, so nobody "
        + "can say what changed since: copy the whole folder"
    }
    do throws(DeploymentError) {
      try changes.write(written: tally.written, removed: tally.removed)
      return nil
    } catch {
      throw BuildError(unlisted: error)
    }
  }
}

extension BuildError {
  fileprivate init(unlisted problem: DeploymentError) {
    self.init(
      sentence: "the site was published, but \(problem.sentence); copy the whole folder")
  }
}
