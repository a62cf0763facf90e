import Content
import Mustache

/// Days and times of day in the words of the theme.
struct DateWords: Sendable {
  private let strings: ThemeStrings
  private let day: TextPattern
  private let dayWithWeekday: TextPattern
  private let months: [String]
  private let weekdays: [String]

  init(_ strings: ThemeStrings) {
    self.strings = strings
    day = TextPattern(strings[.dateFormat])
    dayWithWeekday = TextPattern(strings[.dateWithWeekday])
    months = StringKey.months.map { strings[$0] }
    weekdays = StringKey.weekdays.map { strings[$0] }
  }

  func append(_ day: Day, withWeekday: Bool = false, to output: inout [UInt8]) {
    let (year, month, number) = day.parts
    let pattern = withWeekday ? dayWithWeekday : self.day
    pattern.append(to: &output) { place, output in
      switch place {
      case .day: appendDecimal(number, to: &output)
      case .month: Mustache.append(months[month - 1], to: &output)
      case .year: appendDecimal(year, to: &output)
      case .weekday: Mustache.append(weekdays[day.weekday], to: &output)
      default: return false
      }
      return true
    }
  }

  /// `9am`, `9:30am`, `7:42pm`; the short form says midday and midnight.
  func append(minutes: Int, isShort: Bool = false, to output: inout [UInt8]) {
    if isShort, minutes % 1440 == 0 { return Mustache.append(strings[.midnight], to: &output) }
    if isShort, minutes == 720 { return Mustache.append(strings[.midday], to: &output) }
    let hour = minutes / 60 % 24
    let minute = minutes % 60
    appendDecimal(hour % 12 == 0 ? 12 : hour % 12, to: &output)
    if !isShort || minute != 0 {
      output.append(UInt8(ascii: ":"))
      if minute < 10 { output.append(UInt8(ascii: "0")) }
      appendDecimal(minute, to: &output)
    }
    Mustache.append(strings[hour < 12 ? .am : .pm], to: &output)
  }
}
