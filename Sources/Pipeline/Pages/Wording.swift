import Content
import Forum
import Mustache

/// Dates, counts and hours in the words of the theme.
final class Wording: Sendable {
  let strings: ThemeStrings
  private let patterns: [TextPattern]
  private let months: [String]
  private let weekdays: [String]

  init(_ strings: ThemeStrings) {
    self.strings = strings
    patterns = strings.texts.map(TextPattern.init)
    months = StringKey.months.map { strings[$0] }
    weekdays = StringKey.weekdays.map { strings[$0] }
  }

  subscript(key: StringKey) -> String { strings[key] }

  /// A text with its places filled in: `{count}` by what `values` has for `count`.
  func filled(_ key: StringKey, _ values: KeyValuePairs<String, String>) -> String {
    patterns[key.slot].filled { name in values.first { $0.key == name }?.value }
  }
}

extension Wording {
  /// A text of an author's, with the names of former members replaced.
  func redacted(_ text: String, of names: FormerNames) -> String {
    names.replaced(in: text, by: self[.formerMember]) ?? text
  }

  func date(_ date: PostDate?) -> Value {
    guard let date else { return .missing }
    return .record(Record(Shapes.date, [.text(text(date)), .text(date.machineText)]))
  }

  func date(_ day: Day?, withWeekday: Bool = false) -> Value {
    guard let day else { return .missing }
    let text = withWeekday ? text(day, .dateWithWeekday) : text(day, .dateFormat)
    return .record(Record(Shapes.date, [.text(text), .text(day.machineText)]))
  }

  private func text(_ date: PostDate) -> String {
    let day = text(date.day, .dateFormat)
    guard !date.isDayOnly else { return day }
    let time = clock(minutes: date.secondOfDay / 60, isShort: false)
    return patterns[StringKey.dateAndTime.slot].filled { name in
      name == "date" ? day : name == "time" ? time : nil
    }
  }

  private func text(_ day: Day, _ format: StringKey) -> String {
    let (year, month, number) = day.parts
    return patterns[format.slot].filled { name in
      switch name {
      case "day": String(number)
      case "month": months[month - 1]
      case "year": String(year)
      case "weekday": weekdays[day.weekday]
      default: nil
      }
    }
  }

  /// `9am`, `9:30am`, `7:42pm`; the short form says midday and midnight.
  private func clock(minutes: Int, isShort: Bool) -> String {
    if isShort, minutes % 1440 == 0 { return self[.midnight] }
    if isShort, minutes == 720 { return self[.midday] }
    let hour = minutes / 60 % 24
    let shown = hour % 12 == 0 ? 12 : hour % 12
    let minute = minutes % 60
    let digits = isShort && minute == 0 ? "" : ":\(minute < 10 ? "0" : "")\(minute)"
    return "\(shown)\(digits)\(self[hour < 12 ? .am : .pm])"
  }
}

extension Wording {
  /// `1 post`, `20 posts`, from 1,000 on `75.2K posts` and `1.2M posts`.
  func posts(_ count: Int) -> String { counted(count, .postsOne, .postsOther) }
  func members(_ count: Int) -> String { counted(count, .membersOne, .membersOther) }
  func threads(_ count: Int) -> String { counted(count, .threadsOne, .threadsOther) }
  func replies(_ count: Int) -> String { counted(count, .repliesOne, .repliesOther) }

  private func counted(_ count: Int, _ one: StringKey, _ other: StringKey) -> String {
    filled(count == 1 ? one : other, ["count": abbreviated(count)])
  }

  /// Cut off, not rounded: a community says no more than it has.
  private func abbreviated(_ count: Int) -> String {
    switch count {
    case ..<1000: String(count)
    case ..<1_000_000: tenths(count / 100) + self[.thousands]
    default: tenths(count / 100_000) + self[.millions]
    }
  }

  private func tenths(_ tenths: Int) -> String {
    tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
  }
}

extension Wording {
  func times(_ hours: OpeningHours) -> String {
    filled(
      .hoursRange,
      [
        "open": clock(minutes: hours.open, isShort: true),
        "close": clock(minutes: hours.close, isShort: true),
      ])
  }

  /// `Monday to Friday`, `Saturday`, `Monday, Wednesday and Friday`.
  func days(_ days: [Int]) -> String {
    let names = days.map { weekdays[$0] }
    guard let first = names.first, let last = names.last, names.count > 1 else {
      return names.first ?? ""
    }
    let isRun = zip(days, days.dropFirst()).allSatisfy { $0 + 1 == $1 }
    if isRun, names.count > 2 { return filled(.daysRange, ["first": first, "last": last]) }
    let before = names.dropLast().joined(separator: ", ")
    return filled(.daysAnd, ["days": before, "day": last])
  }
}
