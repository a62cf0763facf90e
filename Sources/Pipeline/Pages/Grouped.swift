/// Numbers from 0 on by what each belongs to: one group behind the other, and in each they rise.
struct Grouped: Sendable {
  let order: [Int32]
  /// Where each group begins in the order, and the last one ends.
  private let starts: [Int32]

  /// `groups`: of each number, from 0 to below `count`.
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

  /// Where a group lies in the order.
  func range(_ group: Int) -> Range<Int> { Int(starts[group])..<Int(starts[group + 1]) }
}
