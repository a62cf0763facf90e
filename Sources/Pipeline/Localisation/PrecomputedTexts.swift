/// Texts that are written by the million, by their numbers: the days of the forum's life, the minutes
/// of a day.
package struct PrecomputedTexts: Sendable {
  private let first: Int
  private var bytes: [UInt8] = []
  /// Start of each text, and the end of the last.
  private var starts: [Int32] = [0]

  init(_ numbers: Range<Int>, _ write: (Int, inout [UInt8]) -> Void) {
    first = numbers.lowerBound
    for number in numbers {
      write(number, &bytes)
      starts.append(Int32(clamping: bytes.count))
    }
  }

  /// Appends the text of a number. Returns false if the table does not contain it.
  func append(_ number: Int, to output: inout [UInt8]) -> Bool {
    let index = number - first
    guard index >= 0, index < starts.count - 1 else { return false }
    bytes.withUnsafeBufferPointer {
      output.append(
        contentsOf: UnsafeBufferPointer(rebasing: $0[Int(starts[index])..<Int(starts[index + 1])]))
    }
    return true
  }
}
