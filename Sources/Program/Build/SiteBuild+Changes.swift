import Deployment
import Publishing

/// What becomes of the lists of changes.
enum ChangeRecord: Sendable {
  case notAskedFor
  /// The earlier build cannot be known whole: lists would leave out what only it changed.
  case impossible
  case kept(ChangeLists)
}

extension SiteBuild {
  /// Before anything else: afterwards the output is this build's.
  func beginChanges() throws(BuildFailures) -> ChangeRecord {
    guard let file = options.changes else { return .notAskedFor }
    let lists = ChangeLists(file)
    do throws(DeploymentProblem) {
      try lists.clear()
    } catch {
      throw BuildFailures(error)
    }
    return isKnownWhole(output: options.output) ? .kept(lists) : .impossible
  }

  /// A note when the lists were asked for and there are none.
  func endChanges(_ tally: Tally) throws(BuildFailures) -> String? {
    switch changes {
    case .notAskedFor: return nil
    case .impossible:
      return "\(options.output) holds no list of an earlier build that came to its end, so nobody "
        + "can say what changed since: copy the whole folder"
    case .kept(let lists):
      do throws(DeploymentProblem) {
        try lists.write(written: tally.written, removed: tally.removed)
        return nil
      } catch {
        throw BuildFailures(unlisted: error)
      }
    }
  }
}

extension BuildFailures {
  fileprivate init(unlisted problem: DeploymentProblem) {
    self.init(
      sentence: "the site was published, but \(problem.sentence); copy the whole folder")
  }
}
