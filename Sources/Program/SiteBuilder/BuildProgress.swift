import Synchronization

/// What a build is doing, and how far it is.
package struct BuildProgress: Sendable, Hashable {
  package enum Stage: Sendable, Hashable {
    case settings, survey, forum, pages, search, looking, rendering, finishing, comparing
  }

  package let stage: Stage
  /// Threads, pages or files; 0 of 0 where nothing is counted.
  package let done: Int
  package let total: Int
  /// Whether this is the second build, which the first one's files are compared with.
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

/// Counts what the workers of a stage have done, and tells of it every 64 items.
final class ProgressCounter: Sendable {
  private let stage: BuildProgress.Stage
  private let total: Int
  private let tell: @Sendable (BuildProgress) -> Void
  private let done = Atomic(0)

  private static let step = 64

  init(
    _ stage: BuildProgress.Stage, of total: Int, tell: @escaping @Sendable (BuildProgress) -> Void
  ) {
    self.stage = stage
    self.total = total
    self.tell = tell
    tell(BuildProgress(stage, of: total))
  }

  func add(_ count: Int) {
    let (before, now) = done.wrappingAdd(count, ordering: .relaxed)
    guard before / Self.step != now / Self.step else { return }
    tell(BuildProgress(stage, done: now, of: total))
  }
}

extension BuildOptions {
  func tell(_ stage: BuildProgress.Stage) { progress?(BuildProgress(stage)) }

  /// Nil when nobody wants to know. The total is not worked out then.
  func counter(
    _ stage: BuildProgress.Stage, of total: @autoclosure () -> Int
  ) -> ProgressCounter? {
    progress.map { ProgressCounter(stage, of: total(), tell: $0) }
  }
}
