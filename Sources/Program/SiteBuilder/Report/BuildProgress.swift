import Synchronization

/// Current stage of a build and its progress.
package struct BuildProgress: Sendable, Hashable {
  package enum Stage: Sendable, Hashable {
    case settings, survey, forum, pages, search, checkingOutput, rendering, finishing, comparing
  }

  package let stage: Stage
  /// Number of finished threads, pages or files. `done` and `total` are 0 in a stage that counts
  /// nothing.
  package let done: Int
  package let total: Int
  /// Whether this is the clean build of a verification.
  package private(set) var isCleanBuild = false

  init(_ stage: Stage, done: Int = 0, of total: Int = 0) {
    self.stage = stage
    self.done = done
    self.total = total
  }

  var ofCleanBuild: BuildProgress {
    var progress = self
    progress.isCleanBuild = true
    return progress
  }
}

/// Counts the items that the workers of a stage have finished, and reports every 64 items.
final class ProgressCounter: Sendable {
  private let stage: BuildProgress.Stage
  private let total: Int
  private let report: @Sendable (BuildProgress) -> Void
  private let done = Atomic(0)

  private static let step = 64

  init(
    _ stage: BuildProgress.Stage, of total: Int, report: @escaping @Sendable (BuildProgress) -> Void
  ) {
    self.stage = stage
    self.total = total
    self.report = report
    report(BuildProgress(stage, of: total))
  }

  func add(_ count: Int) {
    let (before, now) = done.wrappingAdd(count, ordering: .relaxed)
    guard before / Self.step != now / Self.step else { return }
    report(BuildProgress(stage, done: now, of: total))
  }
}

extension BuildOptions {
  func reportStage(_ stage: BuildProgress.Stage) { progress?(BuildProgress(stage)) }

  /// Returns nil without evaluating `total` if no progress is reported.
  func counter(
    _ stage: BuildProgress.Stage, of total: @autoclosure () -> Int
  ) -> ProgressCounter? {
    progress.map { ProgressCounter(stage, of: total(), report: $0) }
  }
}
