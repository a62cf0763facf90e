/// A growable buffer of plain values. `removeAll()` keeps the memory. Unlike an array, it does
/// not check for shared storage on each write, which is slow for the hundred million words of a
/// large forum.
struct GrowableBuffer<Element: BitwiseCopyable>: ~Copyable {
  private var memory: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 1 << 10) {
    self.capacity = capacity
    memory = Self.allocate(capacity)
  }

  deinit { UnsafeMutableRawPointer(memory).deallocate() }

  var buffer: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: memory, count: count) }

  /// Access without a bounds check in release builds. The caller guarantees that `index` is
  /// valid.
  subscript(index: Int) -> Element {
    get { buffer[index] }
    set { UnsafeMutableBufferPointer(start: memory, count: count)[index] = newValue }
  }

  mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: capacity * 2) }
    memory[count] = element
    count &+= 1
  }

  /// Appends the element if `isWanted`. There is no branch, because it is unpredictable which
  /// words of a text are wanted.
  @inline(__always)
  mutating func append(_ element: Element, if isWanted: Bool) {
    if count == capacity { grow(to: capacity * 2) }
    memory[count] = element
    count &+= isWanted ? 1 : 0
  }

  mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
    reserve(elements.count)
    guard let first = elements.baseAddress else { return }
    (memory + count).update(from: first, count: elements.count)
    count &+= elements.count
  }

  /// Appends the first `size` bytes of the number's representation in memory.
  @inline(__always)
  mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(
    _ number: Number, bytes size: Int
  ) where Element == UInt8 {
    reserve(MemoryLayout<Number>.size)
    UnsafeMutableRawPointer(memory + count).storeBytes(of: number, as: Number.self)
    count &+= size
  }

  /// Moves the elements from `start` on by `distance`. The values in the gap are unspecified.
  mutating func shift(from start: Int, by distance: Int) {
    reserve(distance)
    (memory + start + distance).update(from: memory + start, count: count - start)
    count += distance
  }

  /// Ensures capacity for `more` additional elements.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(to: max(count + more, capacity * 2)) }
  }

  /// Replaces the contents with `count` copies of the element.
  mutating func fill(_ element: Element, count: Int) {
    if count > capacity { grow(to: max(count, capacity * 2)) }
    memory.update(repeating: element, count: count)
    self.count = count
  }

  /// Allocates memory that is aligned to a cache line of 64 bytes. No element of 32 bytes then
  /// spans two lines.
  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Element>.stride,
      alignment: max(64, MemoryLayout<Element>.alignment)
    ).bindMemory(to: Element.self, capacity: capacity)
  }

  private mutating func grow(to size: Int) {
    let larger = Self.allocate(size)
    larger.update(from: memory, count: count)
    UnsafeMutableRawPointer(memory).deallocate()
    (memory, capacity) = (larger, size)
  }
}
