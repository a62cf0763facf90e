import Synchronization

/// Values whose deallocation is deferred to an idle thread, because freeing a million objects
/// takes long.
final class DeferredRelease: Sendable {
  private let pending = Mutex<[any Sendable]>([])

  func add(_ value: any Sendable) { pending.withLock { $0.append(value) } }

  /// Frees the values that were added so far. Returns false if there were none.
  func drain() -> Bool {
    // The values are freed after the lock is released.
    let values = pending.withLock { pending in
      defer { pending = [] }
      return pending
    }
    return !values.isEmpty
  }
}
