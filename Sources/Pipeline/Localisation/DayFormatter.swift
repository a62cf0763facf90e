import Content
import Mustache
import Theme

/// Formats days with the words of the theme.
struct DayFormatter: Sendable {
  private let day: TextPattern
  private let dayWithWeekday: TextPattern
  private let months: [String]
  private let weekdays: [String]
  /// Text for the first day of a month. Empty if it is a plain 1.
  private let firstOfMonth: String

  init(_ strings: ThemeStrings) {
    day = TextPattern(strings[.dateFormat])
    dayWithWeekday = TextPattern(strings[.dateWithWeekday])
    months = StringKey.months.map { strings[$0] }
    weekdays = StringKey.weekdays.map { strings[$0] }
    firstOfMonth = strings[.firstOfMonth]
  }

  func append(_ day: Day, withWeekday: Bool = false, to output: inout [UInt8]) {
    let (year, month, number) = day.parts
    let pattern = withWeekday ? dayWithWeekday : self.day
    pattern.append(to: &output) { placeholder, output in
      switch placeholder {
      case .day where number == 1 && !firstOfMonth.isEmpty:
        appendUTF8(firstOfMonth, to: &output)
      case .day: appendDecimal(number, to: &output)
      case .month: appendUTF8(months[month - 1], to: &output)
      case .year: appendDecimal(year, to: &output)
      case .weekday: appendUTF8(weekdays[day.weekday], to: &output)
      default: return false
      }
      return true
    }
  }
}
