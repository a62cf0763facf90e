/// Hash table from board and slug to the index of a thread.
///
/// It stores no slugs. The caller compares the slug of each thread that may match. Half of the
/// hash is compared first, so few of these comparisons fail. This avoids a dictionary with slugs
/// as keys, which is slow to fill for 150,000 threads.
struct SlugTable: Sendable {
  /// Open-addressing slots: the upper half of the hash, and the index of the thread plus 1. 0 in
  /// a free slot.
  private var slots: [UInt64]

  init(capacity: Int) {
    var size = 8
    while size < 2 * capacity { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  /// Returns the thread with this board and slug. `isMatch` says whether a thread has both.
  func find(_ board: Int, _ slug: String, isMatch: (Int) -> Bool) -> Int? {
    findSlot(Self.hash(board, slug), isMatch).found
  }

  /// Inserts a thread. If another thread has the board and the slug already, returns that thread
  /// and inserts nothing.
  mutating func insert(
    _ thread: Int, _ board: Int, _ slug: String, isMatch: (Int) -> Bool
  ) -> Int? {
    let hash = Self.hash(board, slug)
    let (found, slot) = findSlot(hash, isMatch)
    if found == nil { slots[slot] = (hash >> 32) << 32 | UInt64(thread + 1) }
    return found
  }

  /// Returns the thread if there is one, and its slot or the first free one.
  private func findSlot(_ hash: UInt64, _ isMatch: (Int) -> Bool) -> (found: Int?, slot: Int) {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let thread = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == hash >> 32, isMatch(thread) { return (thread, slot) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return (nil, slot)
  }

  /// Returns the hash. `Hasher` has a random seed, so that slugs cannot be chosen to collide.
  private static func hash(_ board: Int, _ slug: String) -> UInt64 {
    var (hasher, slug) = (Hasher(), slug)
    hasher.combine(board)
    slug.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
