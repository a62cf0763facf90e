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
  private var lastDrawTime = 0.0
  private var stageStart = 0.0

  mutating func show(_ progress: BuildProgress, at now: Double) {
    if shown?.isSameStage(as: progress) != true {
      stageStart = now
    } else {
      guard now - lastDrawTime >= 0.1, progress.done > shown?.done ?? 0 else { return }
    }
    (shown, lastDrawTime, isVisible) = (progress, now, true)
    let text = progress.text(after: now - stageStart).prefix(terminalWidth() - 1)
    writeToStandardError("\r\(text)\u{1B}[K")
  }

  mutating func clear() {
    guard isVisible else { return }
    isVisible = false
    writeToStandardError("\r\u{1B}[K")
  }
}

extension BuildProgress {
  func isSameStage(as other: BuildProgress) -> Bool {
    stage == other.stage && isCleanBuild == other.isCleanBuild
  }

  /// `seconds`: time since the stage began.
  func text(after seconds: Double) -> String {
    (isCleanBuild ? "verifying: " : "") + stageText + estimate(after: seconds)
  }

  private var stageText: String {
    switch stage {
    case .settings: "reading settings, finding threads"
    case .survey: "reading \(doneOfTotal) threads"
    case .forum: "building the forum"
    case .pages: "planning the pages of \(doneOfTotal) threads"
    case .checkingOutput: "checking the published files"
    case .search: "building the search index: \(doneOfTotal) parts"
    case .rendering: "rendering \(doneOfTotal) pages"
    case .finishing: "removing obsolete files"
    case .comparing: "comparing \(doneOfTotal) files"
    }
  }

  private var doneOfTotal: String {
    "\(withThousandsSeparators(done)) of \(withThousandsSeparators(total))"
  }

  /// Empty if there is no estimate yet.
  private func estimate(after seconds: Double) -> String {
    guard seconds >= 1, done > 0, done < total else { return "" }
    let left = seconds * Double(total - done) / Double(done)
    return ", about \(duration(left)) left"
  }
}

private func duration(_ seconds: Double) -> String {
  let whole = max(1, Int(seconds.rounded()))
  return whole < 120 ? "\(whole) s" : "\((whole + 30) / 60) min"
}
