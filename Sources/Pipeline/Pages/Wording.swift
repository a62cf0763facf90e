import Content
import Forum
import Mustache

/// Dates, counts and hours in the words of the theme.
final class Wording: Sendable {
  let strings: ThemeStrings
  private let patterns: [TextPattern]
  private let weekdays: [String]
  private let dates: DateWords
  // What is written by the million is at hand.
  let linkToPost: TextPattern
  let replySubject: TextPattern
  private let dateAndTime: TextPattern
  private let replies: (one: TextPattern, other: TextPattern)
  private let dayTexts: TextTable
  private let machineDays: TextTable
  private let minuteTexts: TextTable
  /// Whether no word or sign of a date is to be escaped.
  private let datesAreClean: Bool

  /// `days`: those that pages show often, counted since 1970; others take longer.
  init(_ strings: ThemeStrings, days: Range<Int>) {
    self.strings = strings
    patterns = strings.texts.map(TextPattern.init)
    weekdays = StringKey.weekdays.map { strings[$0] }
    let dates = DateWords(strings)
    self.dates = dates
    linkToPost = patterns[StringKey.linkToPost.slot]
    replySubject = patterns[StringKey.replySubject.slot]
    dateAndTime = patterns[StringKey.dateAndTime.slot]
    replies = (patterns[StringKey.repliesOne.slot], patterns[StringKey.repliesOther.slot])
    dayTexts = TextTable(days) { dates.append(Day(daysSince1970: $0), to: &$1) }
    machineDays = TextTable(days) { Mustache.append(Day(daysSince1970: $0).machineText, to: &$1) }
    datesAreClean = ([.dateFormat, .dateAndTime, .am, .pm] + StringKey.months).allSatisfy {
      isClean(strings[$0])
    }
    minuteTexts = TextTable(0..<1440) { dates.append(minutes: $0, to: &$1) }
  }

  subscript(key: StringKey) -> String { strings[key] }

  /// A text with its places filled in.
  func filled(_ key: StringKey, _ values: KeyValuePairs<TextPattern.Place, String>) -> String {
    var output: [UInt8] = []
    patterns[key.slot].append(to: &output) { place, output in
      guard let value = values.first(where: { $0.key == place })?.value else { return false }
      Mustache.append(value, to: &output)
      return true
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// A text with a link at one of its places.
  func sentence(
    _ key: StringKey, _ place: TextPattern.Place, _ link: String, to url: String,
    _ values: KeyValuePairs<TextPattern.Place, String> = [:], in arena: inout ValueArena
  ) -> Value {
    let (before, after) = patterns[key.slot].cut(at: place) { place, output in
      guard let value = values.first(where: { $0.key == place })?.value else { return false }
      Mustache.append(value, to: &output)
      return true
    }
    return arena.record(
      Shapes.sentence,
      [
        arena.text { $0 += before }, arena.text(link), arena.text(url), arena.text { $0 += after },
      ])
  }

  func pattern(_ key: StringKey) -> TextPattern { patterns[key.slot] }
}

extension Wording {
  /// A text of an author's, with the names of former members replaced.
  func redacted(_ text: String, of names: FormerNames) -> String {
    names.replaced(in: text, by: self[.formerMember]) ?? text
  }

  func date(_ date: PostDate?, _ values: inout ValueArena) -> Value {
    guard let date else { return .missing }
    let text = values.text(ifClean: datesAreClean) { append(date, to: &$0) }
    let machine = values.text(ifClean: true) { appendMachineText(date, to: &$0) }
    return values.record(Shapes.date, [text, machine])
  }

  /// For `datetime`.
  func appendMachineText(_ date: PostDate, to output: inout [UInt8]) {
    date.appendMachineText(to: &output, days: machineDays)
  }

  func date(_ day: Day?, withWeekday: Bool = false, _ values: inout ValueArena) -> Value {
    guard let day else { return .missing }
    let text = values.text { dates.append(day, withWeekday: withWeekday, to: &$0) }
    return values.record(Shapes.date, [text, values.text(day.machineText)])
  }

  private func append(_ date: PostDate, to output: inout [UInt8]) {
    guard !date.isDayOnly else { return append(date.day, to: &output) }
    dateAndTime.append(to: &output) { place, output in
      switch place {
      case .date: append(date.day, to: &output)
      case .time: _ = minuteTexts.append(date.secondOfDay / 60, to: &output)
      default: return false
      }
      return true
    }
  }

  private func append(_ day: Day, to output: inout [UInt8]) {
    if !dayTexts.append(day.daysSince1970, to: &output) { dates.append(day, to: &output) }
  }
}

extension Wording {
  /// `1 post`, `20 posts`, from 1,000 on `75.2K posts` and `1.2M posts`.
  func posts(_ count: Int) -> String { counted(count, .postsOne, .postsOther) }
  func members(_ count: Int) -> String { counted(count, .membersOne, .membersOther) }
  func threads(_ count: Int) -> String { counted(count, .threadsOne, .threadsOther) }

  func appendReplies(_ count: Int, to output: inout [UInt8]) {
    let pattern = count == 1 ? replies.one : replies.other
    if count < 1000 { return pattern.append(.count, count, to: &output) }
    pattern.append(.count, abbreviated(count), to: &output)
  }

  private func counted(_ count: Int, _ one: StringKey, _ other: StringKey) -> String {
    filled(count == 1 ? one : other, [.count: abbreviated(count)])
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
        .open: clock(hours.open),
        .close: clock(hours.close),
      ])
  }

  private func clock(_ minutes: Int) -> String {
    var output: [UInt8] = []
    dates.append(minutes: minutes, isShort: true, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// `Monday to Friday`, `Saturday`, `Monday, Wednesday and Friday`.
  func days(_ days: [Int]) -> String {
    let names = days.map { weekdays[$0] }
    guard let first = names.first, let last = names.last, names.count > 1 else {
      return names.first ?? ""
    }
    let isRun = zip(days, days.dropFirst()).allSatisfy { $0 + 1 == $1 }
    if isRun, names.count > 2 { return filled(.daysRange, [.first: first, .last: last]) }
    let before = names.dropLast().joined(separator: ", ")
    return filled(.daysAnd, [.days: before, .day: last])
  }
}
