/// A buffer for the HTML of one text, reused for the next text.
final class HTMLBuffer {
  private(set) var base: UnsafeMutablePointer<UInt8>
  /// Capacity in bytes.
  private(set) var capacity = 8192

  init() { base = .allocate(capacity: capacity) }

  deinit { base.deallocate() }

  func grow(to needed: Int, keeping count: Int) {
    capacity = max(2 * capacity, needed)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }
}
