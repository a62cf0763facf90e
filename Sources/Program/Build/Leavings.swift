import Synchronization

/// Something that is needed no more. To take a million things apart keeps a core busy for a while: it is
/// done by one that has nothing else to do.
final class Leavings: Sendable {
  private let kept = Mutex<[any Sendable]>([])

  func keep(_ value: any Sendable) { kept.withLock { $0.append(value) } }

  func clear() {
    // Taken apart behind the lock's end.
    let values = kept.withLock { kept in
      defer { kept = [] }
      return kept
    }
    _ = consume values
  }
}
