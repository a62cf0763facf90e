import Diagnostics

/// A date that an author wrote: a day, or a day and a time.
package struct PostDate: Hashable, Sendable, BitwiseCopyable {
  /// Seconds since 1970 in UTC. A day without a time counts as midnight in the forum's time zone.
  package let instant: Int64
  /// Offset of the forum's time zone at that moment, in seconds ahead of UTC.
  package let offset: Int32
  /// Whether the date was written without a time.
  package let isDayOnly: Bool
  /// Whether seconds were written. If so, they are shown.
  package let hasSeconds: Bool

  package init(instant: Int64, offset: Int32, isDayOnly: Bool, hasSeconds: Bool) {
    self.instant = instant
    self.offset = offset
    self.isDayOnly = isDayOnly
    self.hasSeconds = hasSeconds
  }

  /// The day in the forum's time zone.
  package var day: Day { Day(daysSince1970: Int(floorDivide(local, 86_400))) }

  /// Local time in the forum's time zone, in seconds since midnight.
  package var secondOfDay: Int { Int(local - floorDivide(local, 86_400) * 86_400) }

  private var local: Int64 { instant + Int64(offset) }
}

extension PostDate: Comparable {
  package static func < (left: PostDate, right: PostDate) -> Bool { left.instant < right.instant }
}

extension PostDate {
  /// The date for `<time datetime>`: the forum's local time with its offset, or the day alone
  /// (HTML Standard, section 2.3.5, "valid global date and time string").
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

  /// Parses a date of the content format: `2022-05-31` or `2022-05-31T19:42`, with or without
  /// seconds, `Z` or an offset. A time without an offset is in `zone`.
  ///
  /// Nil for any other form, for a day that does not exist and for a year outside 1970...9999.
  package init?(_ text: String, zone: TimeZoneTable) {
    self.init(Array(text.utf8)[...], zone: zone)
  }

  /// Parses a date from the bytes of a file, in the same forms.
  init?(_ bytes: ArraySlice<UInt8>, zone: TimeZoneTable) {
    var parser = DateParser(bytes)
    guard let day = parser.day() else { return nil }
    if parser.isAtEnd {
      let local = Int64(day.daysSince1970) * 86_400
      let offset = zone.offset(atLocal: local)
      self.init(
        instant: local - Int64(offset), offset: offset, isDayOnly: true, hasSeconds: false)
      return
    }
    guard parser.consume(UInt8(ascii: "T")), let time = parser.time() else { return nil }
    let local = Int64(day.daysSince1970) * 86_400 + Int64(time.seconds)
    let written: Int32?
    if parser.isAtEnd {
      written = zone.offset(atLocal: local)
    } else {
      written = parser.offset()
    }
    guard let written, parser.isAtEnd else { return nil }
    let instant = local - Int64(written)
    self.init(
      instant: instant, offset: zone.offset(at: instant), isDayOnly: false,
      hasSeconds: time.hasSeconds)
  }
}

/// A cursor that parses the parts of a date.
struct DateParser {
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
    guard let year = number(4), consume(hyphen), let month = number(2), consume(hyphen),
      let day = number(2)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  mutating func time() -> (seconds: Int, hasSeconds: Bool)? {
    guard let hour = number(2), hour < 24, consume(colon), let minute = number(2), minute < 60
    else { return nil }
    guard consume(colon) else { return (hour * 3600 + minute * 60, false) }
    guard let second = number(2), second < 60 else { return nil }
    return (hour * 3600 + minute * 60 + second, true)
  }

  /// Parses `Z`, `+01:00` or `-0330`. Returns seconds ahead of UTC.
  mutating func offset() -> Int32? {
    if consume(UInt8(ascii: "Z")) { return 0 }
    let isNegative = consume(hyphen)
    guard isNegative || consume(UInt8(ascii: "+")), let hours = number(2), hours <= 18 else {
      return nil
    }
    _ = consume(colon)
    guard let minutes = number(2), minutes < 60 else { return nil }
    return Int32((hours * 3600 + minutes * 60) * (isNegative ? -1 : 1))
  }

  mutating func consume(_ byte: UInt8) -> Bool {
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

/// Writes dates digit by digit. Avoids string formatting, because a list page has many dates.
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

  /// Writes `2022-05-31`.
  mutating func write(_ day: Day) {
    let (year, month, day) = day.parts
    write(twoDigits: year / 100)
    write(twoDigits: year % 100)
    write(hyphen)
    write(twoDigits: month)
    write(hyphen)
    write(twoDigits: day)
  }

  /// Writes `19:42`.
  mutating func write(_ first: Int, separatedFrom second: Int) {
    write(twoDigits: first)
    write(colon)
    write(twoDigits: second)
  }
}

func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
  number >= 0 ? number / divisor : (number - divisor + 1) / divisor
}
