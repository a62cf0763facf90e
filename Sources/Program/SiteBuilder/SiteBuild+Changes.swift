import Deployment
import Publishing

extension SiteBuild {
  /// Before anything else: whoever cannot be told what changed must learn of it before anything does.
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

  /// A note when the lists were asked for and there are none: where the earlier build cannot be known
  /// whole, they would leave out what only it changed.
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
