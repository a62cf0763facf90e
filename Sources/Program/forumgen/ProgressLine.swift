import Diagnostics
import SiteBuilder
import Synchronization

/// One line at the end of what is printed on a terminal, rewritten in place: what the build is
/// doing, how far it is, and how long that will take.
final class ProgressLine: Sendable {
  private let state = Mutex(State())

  /// To be called from any thread. At most ten times a second it draws, and at each new stage; who
  /// comes while another thread draws does not wait.
  func show(_ progress: BuildProgress) {
    _ = state.withLockIfAvailable { $0.show(progress, at: elapsedSeconds()) }
  }

  /// The place where the line stood is free for what is printed next.
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

  /// `seconds`: how long the stage has taken so far.
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

  private var share: String { "\(grouped(done)) of \(grouped(total))" }

  /// Empty for as long as nobody can tell.
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
