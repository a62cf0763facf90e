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
  private let idSource: NameIDSource

  /// 32 bytes, so that two entries fit into a cache line.
  private struct Entry {
    /// 0 if the entry is free.
    var checksum: UInt64 = 0
    var nameID: Int32 = 0
    var text = ""
  }

  /// Number of entries to probe. If all of them are taken, the first one is replaced. Even names
  /// that are chosen to collide can therefore only cost time.
  private static let maximumProbes = 8

  /// - Parameter count: expected number of names. The table has at least that many entries.
  init(_ idSource: NameIDSource, expecting count: Int) {
    self.idSource = idSource
    var size = Self.maximumProbes
    while size < count { size *= 2 }
    entries = Array(repeating: Entry(), count: size)
  }

  /// Returns the bytes as a string, with a number that no other string has.
  mutating func intern(_ bytes: UnsafeRawBufferPointer) -> (text: String, nameID: Int32) {
    let checksum = recordChecksum(of: bytes) | 1
    let mask = entries.count - 1
    let firstIndex = Int(truncatingIfNeeded: checksum >> 8) & mask
    for probe in 0..<Self.maximumProbes {
      let index = (firstIndex + probe) & mask
      if entries[index].checksum == 0 { return insert(bytes, checksum, at: index) }
      if entries[index].checksum == checksum, isName(bytes, at: index) {
        return (entries[index].text, entries[index].nameID)
      }
    }
    return insert(bytes, checksum, at: firstIndex)
  }

  private func isName(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
    entries[index].text.utf8.span.withUnsafeBufferPointer { name in
      bytes.withMemoryRebound(to: UInt8.self) { compareBytes(name, $0) == 0 }
    }
  }

  private mutating func insert(
    _ bytes: UnsafeRawBufferPointer, _ checksum: UInt64, at index: Int
  ) -> (String, Int32) {
    let entry = Entry(
      checksum: checksum, nameID: idSource.next(), text: String(decoding: bytes, as: UTF8.self))
    entries[index] = entry
    return (entry.text, entry.nameID)
  }
}

/// Source of numbers from 0, each used once, for the pools of all workers.
final class NameIDSource: Sendable {
  private let nextID = Atomic<Int32>(0)

  func next() -> Int32 { nextID.wrappingAdd(1, ordering: .relaxed).oldValue }
}
