import Files
import Synchronization

/// The names that a worker reads from the survey's cache: of each spelling one string, and a number to know
/// it by.
///
/// A forum has ten times as many authors of threads as members. To make a string for each of them, and to
/// look it up by its letters, took a tenth of a build after an edit.
struct NamePool: ~Copyable {
  /// By checksum, each at its place or one of the next ones. A power of two of them.
  private var entries: [Entry]
  private let source: NameNumbers

  /// One of the processor's lines holds two of them.
  private struct Entry {
    /// 0: free.
    var sum: UInt64 = 0
    var number: Int32 = 0
    var text = ""
  }

  /// Further places are not looked at: a name with too many others before it takes the place of the first,
  /// and costs time only, whoever made up the names.
  private static let steps = 8

  /// `expecting`: about so many names, at the most.
  init(_ source: NameNumbers, expecting count: Int) {
    self.source = source
    var size = Self.steps
    while size < count { size *= 2 }
    entries = Array(repeating: Entry(), count: size)
  }

  /// The bytes as a text, and a number that no other text has.
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

/// Numbers from 0 on, each of them once, for the pools of all workers.
final class NameNumbers: Sendable {
  private let next = Atomic<Int32>(0)

  func take() -> Int32 { next.wrappingAdd(1, ordering: .relaxed).oldValue }
}
