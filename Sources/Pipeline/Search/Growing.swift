/// Plain values one behind the other in memory that is kept. An array asks at each step whether it is shared:
/// for the hundred million words of a large forum that costs as much as all that is done with them.
struct Growing<Element: BitwiseCopyable>: ~Copyable {
  private var memory: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 1 << 10) {
    self.capacity = capacity
    memory = Self.allocate(capacity)
  }

  deinit { UnsafeMutableRawPointer(memory).deallocate() }

  var buffer: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: memory, count: count) }

  /// What there is; the caller stays within.
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

  /// Appends it if it is wanted, without a branch: which words of a text are, no processor foresees.
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

  /// Of a number's bytes, as they lie in memory, the first ones.
  @inline(__always)
  mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(
    _ number: Number, bytes size: Int
  ) where Element == UInt8 {
    reserve(MemoryLayout<Number>.size)
    UnsafeMutableRawPointer(memory + count).storeBytes(of: number, as: Number.self)
    count &+= size
  }

  /// Moves what begins at `start` on by so many elements.
  mutating func shift(from start: Int, by distance: Int) {
    reserve(distance)
    (memory + start + distance).update(from: memory + start, count: count - start)
    count += distance
  }

  /// Room for so many more.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(to: max(count + more, capacity * 2)) }
  }

  /// As many as `count` of the same.
  mutating func fill(_ element: Element, count: Int) {
    if count > capacity { grow(to: max(count, capacity * 2)) }
    memory.update(repeating: element, count: count)
    self.count = count
  }

  /// At the beginning of one of the processor's lines of 64 bytes: an element of 32 lies in one of them.
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
