/// A buffer for the HTML of one text, reused for the next text.
final class HTMLMemory {
  private(set) var base: UnsafeMutablePointer<UInt8>
  /// Capacity in bytes.
  private(set) var room = 8192

  init() { base = .allocate(capacity: room) }

  deinit { base.deallocate() }

  func grow(to needed: Int, keeping count: Int) {
    room = max(2 * room, needed)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }
}
