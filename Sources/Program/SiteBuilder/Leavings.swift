import Synchronization

/// Something that is needed no more. To take a million things apart keeps a core busy for a while: it is
/// done by one that has nothing else to do.
final class Leavings: Sendable {
  private let kept = Mutex<[any Sendable]>([])

  func keep(_ value: any Sendable) { kept.withLock { $0.append(value) } }

  /// Takes apart what was kept so far; false when nothing was.
  func clear() -> Bool {
    // Behind the lock's end.
    let values = kept.withLock { kept in
      defer { kept = [] }
      return kept
    }
    return !values.isEmpty
  }
}
