import Synchronization

/// Values whose deallocation is deferred to an idle thread, because freeing a million objects
/// takes long.
final class DeferredRelease: Sendable {
  private let kept = Mutex<[any Sendable]>([])

  func keep(_ value: any Sendable) { kept.withLock { $0.append(value) } }

  /// Frees the values that were added so far. Returns false if there were none.
  func clear() -> Bool {
    // The values are freed after the lock is released.
    let values = kept.withLock { kept in
      defer { kept = [] }
      return kept
    }
    return !values.isEmpty
  }
}
