import Synchronization

/// Runs two closures concurrently if a thread is available, otherwise one after the other.
/// The results do not depend on it.
struct ConcurrentPair: Sendable {
  /// Runs both closures and returns when both are done.
  private let perform:
    @Sendable (_ first: () -> Void, _ second: @escaping @Sendable () -> Void) -> Void

  static let sequential = ConcurrentPair { first, second in
    first()
    second()
  }

  init(
    _ perform: @escaping @Sendable (() -> Void, @escaping @Sendable () -> Void) -> Void
  ) {
    self.perform = perform
  }

  func run<First, Second: Sendable>(
    _ first: () -> First, and second: @escaping @Sendable () -> Second
  ) -> (First, Second) {
    let secondResult = ResultBox<Second>()
    var firstResult: First?
    perform({ firstResult = first() }, { secondResult.store(second()) })
    // `perform` has run both closures, so the alternatives are never used.
    return (firstResult ?? first(), secondResult.take() ?? second())
  }
}

/// Passes the result of the second closure between threads.
private final class ResultBox<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  func store(_ result: Value) { value.withLock { $0 = result } }

  func take() -> Value? {
    value.withLock { value in
      defer { value = nil }
      return value
    }
  }
}
