import Dispatch
import Forum
import Synchronization

/// A helper thread. It runs jobs that the main thread posts, and background steps while there are
/// none.
final class HelperThread: Sendable {
  private enum Offer {
    case none
    case open(Job)
    /// The main thread's work is done.
    case closed
  }

  private struct Job: Sendable {
    let work: @Sendable () -> Void
    let isDone = DispatchSemaphore(value: 0)
  }

  private let offer = Mutex(Offer.none)
  /// Signalled after a job was posted, and after the main thread's work is done.
  private let news = DispatchSemaphore(value: 0)

  /// Passes jobs of the main thread to the helper thread.
  var pairing: ConcurrentPair { ConcurrentPair { self.perform($0, $1) } }

  /// Runs on the helper thread until `close` is called.
  func serve(_ step: () -> Bool) {
    var hasSteps = true
    while let job = take() {
      if let job {
        job.work()
        job.isDone.signal()
      } else if hasSteps {
        hasSteps = step()
      } else {
        news.wait()
      }
    }
  }

  func close() {
    offer.withLock { $0 = .closed }
    news.signal()
  }

  private func perform(_ first: () -> Void, _ second: @escaping @Sendable () -> Void) {
    let job = Job(work: second)
    offer.withLock { $0 = .open(job) }
    news.signal()
    first()
    if takeBack() { second() } else { job.isDone.wait() }
  }

  /// Withdraws the posted job. Returns false if the helper thread has taken it.
  private func takeBack() -> Bool {
    offer.withLock { offer in
      guard case .open = offer else { return false }
      offer = .none
      return true
    }
  }

  /// Takes the posted job. Returns `.some(nil)` if there is none at the moment, and nil after
  /// `close`.
  private func take() -> Job?? {
    offer.withLock { offer in
      switch offer {
      case .none: return .some(nil)
      case .closed: return nil
      case .open(let job):
        offer = .none
        return job
      }
    }
  }
}
