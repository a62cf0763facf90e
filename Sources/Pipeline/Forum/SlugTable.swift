/// Numbers of threads by their boards and slugs: with 150,000 slugs as keys, dictionaries took three
/// times as long to fill. It holds no slugs itself: who asks compares, which is seldom in vain, for half
/// of the hash is compared first.
struct SlugTable: Sendable {
  /// Each at its hash or at the next place that was free: the hash's upper half, and the number from 1;
  /// 0 is free.
  private var places: [UInt64]

  init(capacity: Int) {
    var size = 8
    while size < 2 * capacity { size *= 2 }
    places = Array(repeating: 0, count: size)
  }

  /// `isSame`: whether a thread has that board and slug.
  func find(_ board: Int, _ slug: String, isSame: (Int) -> Bool) -> Int? {
    search(Self.hash(board, slug), isSame).found
  }

  /// Nil, or the thread that has the board and the slug already, and keeps them.
  mutating func insert(
    _ thread: Int, _ board: Int, _ slug: String, isSame: (Int) -> Bool
  ) -> Int? {
    let hash = Self.hash(board, slug)
    let (found, place) = search(hash, isSame)
    if found == nil { places[place] = (hash >> 32) << 32 | UInt64(thread + 1) }
    return found
  }

  /// The thread, or the first free place.
  private func search(_ hash: UInt64, _ isSame: (Int) -> Bool) -> (found: Int?, place: Int) {
    var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[place] != 0 {
      let thread = Int(places[place] & 0xFFFF_FFFF) - 1
      if places[place] >> 32 == hash >> 32, isSame(thread) { return (thread, place) }
      place = (place + 1) & (places.count - 1)
    }
    return (nil, place)
  }

  /// By the library's hash, which nobody can make many slugs collide in.
  private static func hash(_ board: Int, _ slug: String) -> UInt64 {
    var (hasher, slug) = (Hasher(), slug)
    hasher.combine(board)
    slug.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
