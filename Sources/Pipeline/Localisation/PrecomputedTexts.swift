/// Texts of consecutive numbers, such as the days of the forum's history or the minutes of a day,
/// formatted once because pages contain millions of them.
package struct PrecomputedTexts: Sendable {
  private let firstNumber: Int
  private var bytes: [UInt8] = []
  /// Start of each text, and the end of the last.
  private var starts: [Int32] = [0]

  init(_ numbers: Range<Int>, _ write: (Int, inout [UInt8]) -> Void) {
    firstNumber = numbers.lowerBound
    for number in numbers {
      write(number, &bytes)
      starts.append(Int32(clamping: bytes.count))
    }
  }

  /// Appends the text of a number. Returns false if the table does not contain it.
  func append(_ number: Int, to output: inout [UInt8]) -> Bool {
    let index = number - firstNumber
    guard index >= 0, index < starts.count - 1 else { return false }
    bytes.withUnsafeBufferPointer {
      output.append(
        contentsOf: UnsafeBufferPointer(rebasing: $0[Int(starts[index])..<Int(starts[index + 1])]))
    }
    return true
  }
}
