internal import Synchronization

/// Runs two closures concurrently if a thread is available, otherwise one after the other.
///
/// The Build module supplies the implementation, because only that module starts parallel work.
/// The results do not depend on it.
package struct ConcurrentPair: Sendable {
  /// Runs both closures and returns when both are done.
  private let perform:
    @Sendable (_ first: () -> Void, _ second: @escaping @Sendable () -> Void) -> Void

  package static let inTurn = ConcurrentPair { first, second in
    first()
    second()
  }

  package init(
    _ perform: @escaping @Sendable (() -> Void, @escaping @Sendable () -> Void) -> Void
  ) {
    self.perform = perform
  }

  package func both<First, Second: Sendable>(
    _ first: () -> First, _ second: @escaping @Sendable () -> Second
  ) -> (First, Second) {
    let box = Box<Second>()
    var result: First?
    perform({ result = first() }, { box.put(second()) })
    // `perform` has run both closures, so the alternatives are never used.
    return (result ?? first(), box.take() ?? second())
  }
}

/// The result of the second closure.
private final class Box<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  func put(_ new: Value) { value.withLock { $0 = new } }

  func take() -> Value? {
    value.withLock { value in
      defer { value = nil }
      return value
    }
  }
}
