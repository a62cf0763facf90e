internal import Synchronization

/// Does two things at the same time, if there is a hand free for the second. How, the Build room says,
/// for no other starts parallel work; what comes out is the same.
package struct Pairing: Sendable {
  /// Returns when both are done.
  private let perform:
    @Sendable (_ first: () -> Void, _ second: @escaping @Sendable () -> Void) -> Void

  package static let inTurn = Pairing { first, second in
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
    // Whoever performs has done both.
    return (result ?? first(), box.take() ?? second())
  }
}

/// Where the second thing's result is left.
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
