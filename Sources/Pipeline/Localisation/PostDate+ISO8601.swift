package import Content

extension PostDate {
  /// Appends `machineText` without creating a string, because each post and each row of a list
  /// has one.
  ///
  /// - Parameter days: precomputed texts of days in this format.
  package func appendISO8601(to output: inout [UInt8], days: PrecomputedTexts? = nil) {
    if let days, days.append(day.daysSince1970, to: &output) {
      if !isDayOnly { append(to: &output) { writeTime(&$0) } }
      return
    }
    append(to: &output) { digits in
      writeDay(&digits)
      if !isDayOnly { writeTime(&digits) }
    }
  }

  private func append(to output: inout [UInt8], _ write: (inout TwoDigitWriter) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
      var digits = TwoDigitWriter(buffer)
      write(&digits)
      output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<digits.count]))
    }
  }

  private func writeDay(_ digits: inout TwoDigitWriter) {
    let (year, month, day) = self.day.parts
    digits.write(year / 100, nil)
    digits.write(year % 100, nil)
    digits.write(month, UInt8(ascii: "-"))
    digits.write(day, UInt8(ascii: "-"))
  }

  private func writeTime(_ digits: inout TwoDigitWriter) {
    let time = secondOfDay
    let offsetMinutes = Int(offset.magnitude) / 60
    digits.write(time / 3600, UInt8(ascii: "T"))
    digits.write(time / 60 % 60, UInt8(ascii: ":"))
    digits.write(time % 60, UInt8(ascii: ":"))
    digits.write(offsetMinutes / 60, UInt8(ascii: offset < 0 ? "-" : "+"))
    digits.write(offsetMinutes % 60, UInt8(ascii: ":"))
  }
}

/// Writes two-digit numbers, each after an optional separator.
private struct TwoDigitWriter {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  @inline(__always)
  mutating func write(_ number: Int, _ separator: UInt8?) {
    guard count + 3 <= buffer.count else { return }
    if let separator {
      buffer[count] = separator
      count += 1
    }
    buffer[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10 % 10)
    buffer[count + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
    count += 2
  }
}
