/// A moment that somebody wrote into a file: a day, or a day and a time.
package struct PostDate: Hashable, Sendable, BitwiseCopyable {
  /// Seconds since 1970 in UTC; a day alone counts from its first second in the forum's time zone.
  package let instant: Int64
  /// What the forum's clock was ahead of UTC at that moment, in seconds.
  package let offset: Int32
  /// Only the day was written.
  package let isDayOnly: Bool
  /// Seconds were written, and are shown.
  package let hasSeconds: Bool

  package init(instant: Int64, offset: Int32, isDayOnly: Bool, hasSeconds: Bool) {
    self.instant = instant
    self.offset = offset
    self.isDayOnly = isDayOnly
    self.hasSeconds = hasSeconds
  }

  /// The day by the forum's calendar.
  package var day: Day { Day(daysSince1970: Int(floorDivide(local, 86_400))) }

  /// Seconds of the forum's clock since midnight.
  package var secondOfDay: Int { Int(local - floorDivide(local, 86_400) * 86_400) }

  private var local: Int64 { instant + Int64(offset) }
}

extension PostDate: Comparable {
  package static func < (left: PostDate, right: PostDate) -> Bool { left.instant < right.instant }
}

extension PostDate {
  /// For `<time datetime>`: the forum's local time with its offset, or the day alone
  /// (HTML standard, 2.3.5: a valid global date and time string).
  package var machineText: String {
    String(unsafeUninitializedCapacity: 32) { buffer in
      var digits = DigitWriter(buffer)
      digits.write(day)
      if !isDayOnly { writeTime(to: &digits) }
      return digits.count
    }
  }

  private func writeTime(to digits: inout DigitWriter) {
    let time = secondOfDay
    let ahead = Int(offset.magnitude) / 60
    digits.write(UInt8(ascii: "T"))
    digits.write(time / 3600, separatedFrom: time / 60 % 60)
    digits.write(colon)
    digits.write(twoDigits: time % 60)
    digits.write(UInt8(ascii: offset < 0 ? "-" : "+"))
    digits.write(ahead / 60, separatedFrom: ahead % 60)
  }

  /// Reads the contract's forms: `2022-05-31`, `2022-05-31T19:42`, with seconds or not, with `Z`,
  /// an offset or neither, which means the forum's time zone. Years 1970 to 9999; nil for all else.
  package init?(_ text: String, zone: TimeZoneTable) {
    self.init(Array(text.utf8)[...], zone: zone)
  }

  /// The same, of a part of a file.
  init?(_ bytes: ArraySlice<UInt8>, zone: TimeZoneTable) {
    var digits = DateDigits(bytes)
    guard let day = digits.day() else { return nil }
    if digits.isAtEnd {
      let local = Int64(day.daysSince1970) * 86_400
      let offset = zone.offset(atLocal: local)
      self.init(
        instant: local - Int64(offset), offset: offset, isDayOnly: true, hasSeconds: false)
      return
    }
    guard digits.take(UInt8(ascii: "T")), let time = digits.time() else { return nil }
    let local = Int64(day.daysSince1970) * 86_400 + Int64(time.seconds)
    let written: Int32?
    if digits.isAtEnd {
      written = zone.offset(atLocal: local)
    } else {
      written = digits.offset()
    }
    guard let written, digits.isAtEnd else { return nil }
    let instant = local - Int64(written)
    self.init(
      instant: instant, offset: zone.offset(at: instant), isDayOnly: false,
      hasSeconds: time.hasSeconds)
  }
}

/// A cursor over the digits of a date.
struct DateDigits {
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  init(_ text: String) {
    self.init(Array(text.utf8)[...])
  }

  var isAtEnd: Bool { index == bytes.endIndex }

  mutating func day() -> Day? {
    guard let year = number(4), take(hyphen), let month = number(2), take(hyphen),
      let day = number(2)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  mutating func time() -> (seconds: Int, hasSeconds: Bool)? {
    guard let hour = number(2), hour < 24, take(colon), let minute = number(2), minute < 60
    else { return nil }
    guard take(colon) else { return (hour * 3600 + minute * 60, false) }
    guard let second = number(2), second < 60 else { return nil }
    return (hour * 3600 + minute * 60 + second, true)
  }

  /// `Z`, `+01:00`, `-0330`; seconds ahead of UTC.
  mutating func offset() -> Int32? {
    if take(UInt8(ascii: "Z")) { return 0 }
    let isNegative = take(hyphen)
    guard isNegative || take(UInt8(ascii: "+")), let hours = number(2), hours <= 18 else {
      return nil
    }
    _ = take(colon)
    guard let minutes = number(2), minutes < 60 else { return nil }
    return Int32((hours * 3600 + minutes * 60) * (isNegative ? -1 : 1))
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.endIndex, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func number(_ digits: Int) -> Int? {
    guard index + digits <= bytes.endIndex else { return nil }
    var value = 0
    for byte in bytes[index..<index + digits] {
      guard byte.isASCIIDigit else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    index += digits
    return value
  }
}

/// Writes dates digit by digit: a page of lists has a hundred of them.
struct DigitWriter {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
    self.buffer = buffer
  }

  mutating func write(_ byte: UInt8) {
    guard count < buffer.count else { return }
    buffer[count] = byte
    count += 1
  }

  mutating func write(twoDigits number: Int) {
    write(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10 % 10))
    write(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  /// `2022-05-31`
  mutating func write(_ day: Day) {
    let (year, month, day) = day.parts
    write(twoDigits: year / 100)
    write(twoDigits: year % 100)
    write(hyphen)
    write(twoDigits: month)
    write(hyphen)
    write(twoDigits: day)
  }

  /// `19:42`
  mutating func write(_ first: Int, separatedFrom second: Int) {
    write(twoDigits: first)
    write(colon)
    write(twoDigits: second)
  }
}

func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
  number >= 0 ? number / divisor : (number - divisor + 1) / divisor
}
