import Files
import Synchronization

/// Interns the author names that a worker reads from the survey cache. Each spelling gets a
/// string and a number that identifies it.
///
/// Threads list many more authors than the forum has members. Interning avoids allocating and
/// hashing a string for each of them.
struct NameInterner: ~Copyable {
  /// Open-addressing hash table, indexed by checksum. Its size is a power of two.
  private var entries: [Entry]
  private let source: NameIDSource

  /// 32 bytes, so that two entries fit into a cache line.
  private struct Entry {
    /// 0 if the entry is free.
    var sum: UInt64 = 0
    var number: Int32 = 0
    var text = ""
  }

  /// Number of entries to probe. If all of them are taken, the first one is replaced. Even names
  /// that are chosen to collide can therefore only cost time.
  private static let steps = 8

  /// - Parameter count: expected number of names. The table has at least that many entries.
  init(_ source: NameIDSource, expecting count: Int) {
    self.source = source
    var size = Self.steps
    while size < count { size *= 2 }
    entries = Array(repeating: Entry(), count: size)
  }

  /// Returns the bytes as a string, with a number that no other string has.
  mutating func name(_ bytes: UnsafeRawBufferPointer) -> (text: String, number: Int32) {
    let sum = recordChecksum(of: bytes) | 1
    let mask = entries.count - 1
    let home = Int(truncatingIfNeeded: sum >> 8) & mask
    for step in 0..<Self.steps {
      let place = (home + step) & mask
      if entries[place].sum == 0 { return enter(bytes, sum, at: place) }
      if entries[place].sum == sum, isName(bytes, at: place) {
        return (entries[place].text, entries[place].number)
      }
    }
    return enter(bytes, sum, at: home)
  }

  private func isName(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
    entries[place].text.utf8.span.withUnsafeBufferPointer { name in
      bytes.withMemoryRebound(to: UInt8.self) { compareBytes(name, $0) == 0 }
    }
  }

  private mutating func enter(
    _ bytes: UnsafeRawBufferPointer, _ sum: UInt64, at place: Int
  ) -> (String, Int32) {
    let entry = Entry(sum: sum, number: source.take(), text: String(decoding: bytes, as: UTF8.self))
    entries[place] = entry
    return (entry.text, entry.number)
  }
}

/// Source of numbers from 0, each used once, for the pools of all workers.
final class NameIDSource: Sendable {
  private let next = Atomic<Int32>(0)

  func take() -> Int32 { next.wrappingAdd(1, ordering: .relaxed).oldValue }
}
