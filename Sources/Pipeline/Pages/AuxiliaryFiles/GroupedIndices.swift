/// The indices from 0 on, grouped by a key. Within each group they are in ascending order.
struct GroupedIndices: Sendable {
  let order: [Int32]
  /// Start of each group in `order`, and the end of the last group.
  private let starts: [Int32]

  /// `groups` contains the group of each index. All groups are in `0..<count`.
  init(_ groups: [Int], count: Int) {
    var starts = Array(repeating: Int32(0), count: count + 1)
    for group in groups { starts[group + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var next = starts
    var order = Array(repeating: Int32(0), count: groups.count)
    for (number, group) in groups.enumerated() {
      order[Int(next[group])] = Int32(number)
      next[group] += 1
    }
    (self.order, self.starts) = (order, starts)
  }

  /// Returns the range of a group in `order`.
  func range(_ group: Int) -> Range<Int> { Int(starts[group])..<Int(starts[group + 1]) }
}
