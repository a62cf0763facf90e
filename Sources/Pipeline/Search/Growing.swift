/// Plain values one behind the other in memory that is kept. An array asks at each step whether it is shared:
/// for the hundred million words of a large forum that costs as much as all that is done with them.
struct Growing<Element: BitwiseCopyable>: ~Copyable {
  private var memory: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 1 << 10) {
    self.capacity = capacity
    memory = .allocate(capacity: capacity)
  }

  deinit { memory.deallocate() }

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

  /// As many as `count` of the same.
  mutating func fill(_ element: Element, count: Int) {
    if count > capacity { grow(to: max(count, capacity * 2)) }
    memory.update(repeating: element, count: count)
    self.count = count
  }

  private mutating func grow(to size: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: size)
    larger.update(from: memory, count: count)
    memory.deallocate()
    (memory, capacity) = (larger, size)
  }
}
