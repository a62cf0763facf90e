import Diagnostics
import SiteBuilder
import Synchronization

/// A status line at the end of the terminal output, rewritten in place. It shows the current
/// stage, its progress and the estimated time left.
final class ProgressLine: Sendable {
  private let state = Mutex(State())

  /// Draws the line at each new stage, otherwise at most ten times a second. Safe to call from
  /// any thread. Returns at once if another thread is drawing.
  func show(_ progress: BuildProgress) {
    _ = state.withLockIfAvailable { $0.show(progress, at: elapsedSeconds()) }
  }

  /// Erases the line, so that other output can follow.
  func clear() { state.withLock { $0.clear() } }
}

private struct State {
  private var shown: BuildProgress?
  private var isVisible = false
  private var drawn = 0.0
  private var stageBegan = 0.0

  mutating func show(_ progress: BuildProgress, at now: Double) {
    if shown?.isSameStage(as: progress) != true {
      stageBegan = now
    } else {
      guard now - drawn >= 0.1, progress.done > shown?.done ?? 0 else { return }
    }
    (shown, drawn, isVisible) = (progress, now, true)
    let text = progress.sentence(after: now - stageBegan).prefix(terminalWidth() - 1)
    toErrors("\r\(text)\u{1B}[K")
  }

  mutating func clear() {
    guard isVisible else { return }
    isVisible = false
    toErrors("\r\u{1B}[K")
  }
}

extension BuildProgress {
  func isSameStage(as other: BuildProgress) -> Bool {
    stage == other.stage && isCleanBuild == other.isCleanBuild
  }

  /// `seconds`: time since the stage began.
  func sentence(after seconds: Double) -> String {
    (isCleanBuild ? "verifying: " : "") + counted + rest(after: seconds)
  }

  private var counted: String {
    switch stage {
    case .settings: "reading settings, looking for threads"
    case .survey: "reading \(share) threads"
    case .forum: "putting the forum together"
    case .pages: "planning the pages of \(share) threads"
    case .looking: "looking at what is published"
    case .search: "making the search index \(share)"
    case .rendering: "rendering \(share) pages"
    case .finishing: "removing what is gone"
    case .comparing: "comparing \(share) files"
    }
  }

  private var share: String {
    "\(withThousandsSeparators(done)) of \(withThousandsSeparators(total))"
  }

  /// Empty if there is no estimate yet.
  private func rest(after seconds: Double) -> String {
    guard seconds >= 1, done > 0, done < total else { return "" }
    let left = seconds * Double(total - done) / Double(done)
    return ", about \(duration(left)) left"
  }
}

private func duration(_ seconds: Double) -> String {
  let whole = max(1, Int(seconds.rounded()))
  return whole < 120 ? "\(whole) s" : "\((whole + 30) / 60) min"
}
