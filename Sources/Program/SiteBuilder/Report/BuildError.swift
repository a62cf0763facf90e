import Content
import Deployment
import Publishing

/// Reason why a build failed: for example, a file could not be read or written.
package struct BuildErrorMessage: Sendable, Hashable {
  /// A complete sentence with the path, without a final full stop.
  package let sentence: String
}

struct BuildError: Error {
  let failures: [BuildErrorMessage]

  init(failures: [BuildErrorMessage]) {
    self.failures = failures
  }

  init(sentence: String) {
    failures = [BuildErrorMessage(sentence: sentence)]
  }

  init(_ problem: ReadingError) {
    failures = [BuildErrorMessage(sentence: "cannot read \(problem.path): \(problem.sentence)")]
  }

  init(_ problem: PublishingError) {
    failures = ([problem] + problem.others).map { BuildErrorMessage(sentence: $0.sentence) }
  }

  init(_ problem: DeploymentError) {
    failures = [BuildErrorMessage(sentence: problem.sentence)]
  }

  init(output: String, overlapping source: String) {
    failures = [
      BuildErrorMessage(
        sentence: "cannot publish into \(output): it is \(source), lies in it, or holds it; "
          + "choose a folder beside it with --output")
    ]
  }

  init(changed path: String) {
    failures = [
      BuildErrorMessage(sentence: "\(path) was changed while the site was built; build again")
    ]
  }
}
