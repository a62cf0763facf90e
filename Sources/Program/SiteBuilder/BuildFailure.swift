import Content
import Deployment
import Publishing

/// Reason why a build failed: for example, a file could not be read or written.
package struct BuildFailure: Sendable, Hashable {
  /// A complete sentence with the path, without a final full stop.
  package let sentence: String
}

struct BuildFailures: Error {
  let failures: [BuildFailure]

  init(failures: [BuildFailure]) {
    self.failures = failures
  }

  init(sentence: String) {
    failures = [BuildFailure(sentence: sentence)]
  }

  init(_ problem: ReadingProblem) {
    failures = [BuildFailure(sentence: "cannot read \(problem.path): \(problem.sentence)")]
  }

  init(_ problem: PublishingProblem) {
    failures = ([problem] + problem.others).map { BuildFailure(sentence: $0.sentence) }
  }

  init(_ problem: DeploymentProblem) {
    failures = [BuildFailure(sentence: problem.sentence)]
  }

  init(output: String, overlapping source: String) {
    failures = [
      BuildFailure(
        sentence: "cannot publish into \(output): it is \(source), lies in it, or holds it; "
          + "choose a folder beside it with --output")
    ]
  }

  init(changed path: String) {
    failures = [
      BuildFailure(sentence: "\(path) was changed while the site was built; build again")
    ]
  }
}
