package import Diagnostics

/// How a build ended.
package struct BuildReport: Sendable {
  package enum Outcome: Sendable {
    case published(BuildTally)
    /// The content or the templates have errors; nothing was published.
    case refused
    /// Something could not be read or written: the path and what is wrong.
    case failed([BuildFailure])
  }

  package let outcome: Outcome
  package let diagnostics: [Diagnostic]
  /// Seconds of each stage, in order.
  package let timings: [(stage: String, seconds: Double)]
  /// The forum and its pages. Whoever ends the process now keeps the report until then: to take a
  /// million things apart one by one costs a third of a second, to leave them to the system little.
  let remains: [any Sendable]
}

package struct BuildTally: Sendable, Hashable {
  package let threads: Int
  package let posts: Int
  package let pages: Int
  package let written: Int
  package let kept: Int
  package let removed: Int
  /// What kept the cache from being written; costs the next build time.
  package let note: String?
  /// Why there are no lists of changes, although they were asked for.
  package let changesNote: String?
}
