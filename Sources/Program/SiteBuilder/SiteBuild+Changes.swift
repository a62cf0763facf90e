import Deployment
import Publishing

extension SiteBuild {
  /// Removes the change lists of an earlier build. Runs before everything else, so that a build
  /// that cannot write the lists fails before it changes anything.
  func beginChanges() throws(BuildFailures) -> ChangeLists? {
    guard let file = options.changes else { return nil }
    let lists = ChangeLists(file)
    do throws(DeploymentProblem) {
      try lists.clear()
    } catch {
      throw BuildFailures(error)
    }
    return lists
  }

  /// Writes the change lists if they were requested. Returns a note instead if the output of the
  /// previous build is not fully known, because the lists would omit what only that build
  /// changed.
  func endChanges(_ tally: Tally) throws(BuildFailures) -> String? {
    guard let changes else { return nil }
    guard tally.hadList, !tally.followsCutOff else {
      return "\(options.output) holds no list of an earlier build that came to its end, so nobody "
        + "can say what changed since: copy the whole folder"
    }
    do throws(DeploymentProblem) {
      try changes.write(written: tally.written, removed: tally.removed)
      return nil
    } catch {
      throw BuildFailures(unlisted: error)
    }
  }
}

extension BuildFailures {
  fileprivate init(unlisted problem: DeploymentProblem) {
    self.init(
      sentence: "the site was published, but \(problem.sentence); copy the whole folder")
  }
}
