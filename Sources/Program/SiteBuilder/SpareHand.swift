import Dispatch
import Forum
import Synchronization

/// The second thread beside a piece of work: it does what is offered by the first, and while nothing is
/// offered one step after the other of something that can wait.
final class SpareHand: Sendable {
  private enum Offer {
    case none
    case open(Job)
    /// The work that offers is done.
    case closed
  }

  private struct Job: Sendable {
    let work: @Sendable () -> Void
    let isDone = DispatchSemaphore(value: 0)
  }

  private let offer = Mutex(Offer.none)
  /// That something was offered, or that nothing will be any more.
  private let news = DispatchSemaphore(value: 0)

  /// For the first thread.
  var pairing: Pairing { Pairing { self.perform($0, $1) } }

  /// For the second one: returns when `close` was called.
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

  /// Whether nobody has taken the offer.
  private func takeBack() -> Bool {
    offer.withLock { offer in
      guard case .open = offer else { return false }
      offer = .none
      return true
    }
  }

  /// A job, or none just now (`.some(nil)`), or nil when there will be none any more.
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
