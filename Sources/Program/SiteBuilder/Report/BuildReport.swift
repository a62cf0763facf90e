package import Diagnostics

/// Result of a build.
package struct BuildReport: Sendable {
  package enum Outcome: Sendable {
    case published(BuildSummary)
    /// The build was refused because of errors, or of warnings in a strict build. Nothing was
    /// published.
    case refused
    /// Something could not be read or written. Each message names the file and has no final full
    /// stop.
    case failed(messages: [String])
  }

  package let outcome: Outcome
  package let diagnostics: [Diagnostic]
  /// Duration of each stage in seconds, in order.
  package let timings: [(stage: String, seconds: Double)]
  /// The forum and its pages. A process that exits after the build keeps its report until then,
  /// because freeing a million objects one by one takes much longer than leaving them to the
  /// system.
  let retainedUntilExit: [any Sendable]
}

package struct BuildSummary: Sendable, Hashable {
  package let threads: Int
  package let posts: Int
  package let pages: Int
  package let written: Int
  package let kept: Int
  package let removed: Int
  /// Reason why a cache could not be written. The only effect is a slower next build.
  package let cacheNote: String?
  /// Reason why the change lists were requested but not written.
  package let changeListsNote: String?
}
