import Dispatch
import Synchronization

/// A helper thread. It runs jobs that the main thread posts, and background steps while there are
/// none.
final class HelperThread: Sendable {
  private enum Request {
    case none
    case posted(Job)
    /// The main thread's work is done.
    case closed
  }

  private struct Job: Sendable {
    let work: @Sendable () -> Void
    let isDone = DispatchSemaphore(value: 0)
  }

  private let request = Mutex(Request.none)
  /// Signalled after a job was posted, and after the main thread's work is done.
  private let wakeUp = DispatchSemaphore(value: 0)

  /// Passes jobs of the main thread to the helper thread.
  var pair: ConcurrentPair { ConcurrentPair { self.runBoth($0, $1) } }

  /// Runs on the helper thread until `close` is called. Calls `step` while there are no jobs,
  /// until it returns false.
  func runLoop(background step: () -> Bool) {
    var hasSteps = true
    while let job = takeJob() {
      if let job {
        job.work()
        job.isDone.signal()
      } else if hasSteps {
        hasSteps = step()
      } else {
        wakeUp.wait()
      }
    }
  }

  func close() {
    request.withLock { $0 = .closed }
    wakeUp.signal()
  }

  private func runBoth(_ first: () -> Void, _ second: @escaping @Sendable () -> Void) {
    let job = Job(work: second)
    request.withLock { $0 = .posted(job) }
    wakeUp.signal()
    first()
    if withdraw() { second() } else { job.isDone.wait() }
  }

  /// Withdraws the posted job. Returns false if the helper thread has taken it.
  private func withdraw() -> Bool {
    request.withLock { request in
      guard case .posted = request else { return false }
      request = .none
      return true
    }
  }

  /// Takes the posted job. Returns `.some(nil)` if there is none at the moment, and nil after
  /// `close`.
  private func takeJob() -> Job?? {
    request.withLock { request in
      switch request {
      case .none: return .some(nil)
      case .closed: return nil
      case .posted(let job):
        request = .none
        return job
      }
    }
  }
}
