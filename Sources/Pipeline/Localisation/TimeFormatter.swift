import Content
import Mustache
import Theme

/// Formats times of day, in minutes since midnight, with the words of the theme.
struct TimeFormatter: Sendable {
  private let time: TextPattern
  private let openingTime: TextPattern
  private let openingFullHour: TextPattern
  private let am: String
  private let pm: String
  /// Words for 12:00 and midnight. Empty if the theme writes these like all other hours.
  private let midday: String
  private let midnight: String

  init(_ strings: ThemeStrings) {
    time = TextPattern(strings[.timeFormat])
    openingTime = TextPattern(strings[.openingTime])
    openingFullHour = TextPattern(strings[.openingFullHour])
    (am, pm) = (strings[.am], strings[.pm])
    (midday, midnight) = (strings[.midday], strings[.midnight])
  }

  /// Appends a time as it appears in posts: `7:42pm`, `19:42 Uhr`.
  func append(_ minutes: Int, to output: inout [UInt8]) {
    append(minutes, as: time, to: &output)
  }

  /// Returns a time as it appears in opening hours: `9am`, `9:30am`, `midday`, `24`. `minutes` is
  /// 1440 for the end of a day.
  func openingTime(_ minutes: Int) -> String {
    if minutes % 1440 == 0, !midnight.isEmpty { return midnight }
    if minutes == 720, !midday.isEmpty { return midday }
    var output: [UInt8] = []
    append(minutes, as: minutes % 60 == 0 ? openingFullHour : openingTime, to: &output)
    return String(decoding: output, as: UTF8.self)
  }
}

extension TimeFormatter {
  private func append(_ minutes: Int, as pattern: TextPattern, to output: inout [UInt8]) {
    let (hour, minute) = (minutes / 60, minutes % 60)
    pattern.append(to: &output) { placeholder, output in
      switch placeholder {
      case .hour: appendDecimal(hour, to: &output)
      case .hour2: appendTwoDigits(hour, to: &output)
      case .hour12: appendDecimal(hour % 12 == 0 ? 12 : hour % 12, to: &output)
      case .minute: appendTwoDigits(minute, to: &output)
      case .amPm: appendUTF8(hour % 24 < 12 ? am : pm, to: &output)
      default: return false
      }
      return true
    }
  }

  private func appendTwoDigits(_ number: Int, to output: inout [UInt8]) {
    if number < 10 { output.append(UInt8(ascii: "0")) }
    appendDecimal(number, to: &output)
  }
}
