// The Localisation module formats dates, times and counts in the language of the theme. Its entry
// point is `Wording`.

package import Content
package import Mustache
package import Theme

/// Dates, counts and hours in the words of the theme.
package final class Wording: Sendable {
  package let strings: ThemeStrings
  private let patterns: [TextPattern]
  private let weekdays: [String]
  private let dayFormatter: DayFormatter
  private let timeFormatter: TimeFormatter
  private let plural: PluralRule
  // Frequent patterns and texts, which a large forum needs millions of times.
  package let linkToPost: TextPattern
  package let replySubject: TextPattern
  private let dateAndTime: TextPattern
  private let dayTexts: PrecomputedTexts
  private let isoDays: PrecomputedTexts
  private let minuteTexts: PrecomputedTexts
  /// Whether the texts of dates contain nothing that HTML must escape.
  private let dateTextsNeedNoEscaping: Bool

  /// - Parameters:
  ///   - language: a BCP 47 tag.
  ///   - days: days since 1970 whose texts are precomputed. Formatting other days takes longer.
  package init(_ strings: ThemeStrings, language: String, days: Range<Int>) {
    self.strings = strings
    patterns = strings.texts.map(TextPattern.init)
    weekdays = StringKey.weekdays.map { strings[$0] }
    let dayFormatter = DayFormatter(strings)
    self.dayFormatter = dayFormatter
    let timeFormatter = TimeFormatter(strings)
    self.timeFormatter = timeFormatter
    plural = PluralRule(language: language)
    linkToPost = patterns[StringKey.linkToPost.index]
    replySubject = patterns[StringKey.replySubject.index]
    dateAndTime = patterns[StringKey.dateAndTime.index]
    dayTexts = PrecomputedTexts(days) { dayFormatter.append(Day(daysSince1970: $0), to: &$1) }
    isoDays = PrecomputedTexts(days) {
      appendUTF8(Day(daysSince1970: $0).machineText, to: &$1)
    }
    let dateKeys: [StringKey] = [.dateFormat, .dateAndTime, .timeFormat, .am, .pm, .firstOfMonth]
    dateTextsNeedNoEscaping = (dateKeys + StringKey.months).allSatisfy {
      needsNoEscaping(strings[$0])
    }
    minuteTexts = PrecomputedTexts(0..<1440) { timeFormatter.append($0, to: &$1) }
  }

  package subscript(key: StringKey) -> String { strings[key] }

  /// Returns a text with its placeholders replaced.
  package func formatted(_ key: StringKey, _ values: KeyValuePairs<TextPattern.Placeholder, String>)
    -> String
  {
    var output: [UInt8] = []
    patterns[key.index].append(to: &output, Self.replacements(values))
    return String(decoding: output, as: UTF8.self)
  }

  /// Returns the record of a text in which one placeholder is replaced by a link.
  package func linkSentence(
    _ key: StringKey, _ placeholder: TextPattern.Placeholder, _ link: String, to url: String,
    _ values: KeyValuePairs<TextPattern.Placeholder, String> = [:], in arena: inout ValueArena
  ) -> Value {
    let (before, after) = patterns[key.index].split(at: placeholder, Self.replacements(values))
    return arena.record(
      Shapes.sentence,
      [
        arena.text { $0 += before }, arena.text(link), arena.text(url), arena.text { $0 += after },
      ])
  }

  /// Returns a closure that fills in the placeholders that have a value.
  private static func replacements(
    _ values: KeyValuePairs<TextPattern.Placeholder, String>
  ) -> (TextPattern.Placeholder, inout [UInt8]) -> Bool {
    { placeholder, output in
      guard let value = values.first(where: { $0.key == placeholder })?.value else { return false }
      appendUTF8(value, to: &output)
      return true
    }
  }

  package func pattern(_ key: StringKey) -> TextPattern { patterns[key.index] }
}

extension Wording {
  package func date(_ date: PostDate?, _ values: inout ValueArena) -> Value {
    guard let date else { return .missing }
    let text = values.text(needsNoEscaping: dateTextsNeedNoEscaping) { append(date, to: &$0) }
    let iso = values.text(needsNoEscaping: true) { appendISO8601(date, to: &$0) }
    return values.record(Shapes.date, [text, iso])
  }

  /// Appends the date for the attribute `datetime`.
  package func appendISO8601(_ date: PostDate, to output: inout [UInt8]) {
    date.appendISO8601(to: &output, days: isoDays)
  }

  package func date(_ day: Day?, withWeekday: Bool = false, _ values: inout ValueArena) -> Value {
    guard let day else { return .missing }
    let text = values.text { dayFormatter.append(day, withWeekday: withWeekday, to: &$0) }
    return values.record(Shapes.date, [text, values.text(day.machineText)])
  }

  private func append(_ date: PostDate, to output: inout [UInt8]) {
    guard !date.isDayOnly else { return append(date.day, to: &output) }
    dateAndTime.append(to: &output) { placeholder, output in
      switch placeholder {
      case .date: append(date.day, to: &output)
      case .time: _ = minuteTexts.append(date.secondOfDay / 60, to: &output)
      default: return false
      }
      return true
    }
  }

  private func append(_ day: Day, to output: inout [UInt8]) {
    if !dayTexts.append(day.daysSince1970, to: &output) { dayFormatter.append(day, to: &output) }
  }
}

extension Wording {
  /// `1 post`, `20 posts`, from 1,000 on `75.2K posts` and `1.2M posts`.
  package func posts(_ count: Int) -> String { counted(count, .postsOther) }
  package func members(_ count: Int) -> String { counted(count, .membersOther) }
  package func threads(_ count: Int) -> String { counted(count, .threadsOther) }

  package func appendReplies(_ count: Int, to output: inout [UInt8]) {
    append(count, .repliesOther, to: &output)
  }

  /// `other` is the key for CLDR's category `other`. It is used if the theme has no text for the
  /// count's own category.
  private func counted(_ count: Int, _ other: StringKey) -> String {
    var output: [UInt8] = []
    append(count, other, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private func append(_ count: Int, _ other: StringKey, to output: inout [UInt8]) {
    let (text, exponent) = abbreviated(count)
    let category = plural.category(of: count, exponent: exponent)
    let form = other.form(category.rawValue).flatMap { strings[$0].isEmpty ? nil : $0 }
    patterns[(form ?? other).index].append(.count, text, to: &output)
  }

  /// Returns the count with at most one decimal. It is cut off, not rounded up, so that a forum
  /// never claims more than it has. `exponent` is the power of ten of the abbreviation.
  private func abbreviated(_ count: Int) -> (text: String, exponent: Int) {
    switch count {
    case ..<1000: (String(count), 0)
    case ..<1_000_000: (tenths(count / 100) + self[.thousands], 3)
    default: (tenths(count / 100_000) + self[.millions], 6)
    }
  }

  private func tenths(_ tenths: Int) -> String {
    let whole = String(tenths / 10)
    return tenths % 10 == 0 ? whole : "\(whole)\(self[.decimalSign])\(tenths % 10)"
  }
}

extension Wording {
  package func times(_ hours: OpeningHours) -> String {
    if hours.open == 0, hours.close == 1440 { return self[.allDay] }
    return formatted(
      .hoursRange, [.open: openingTime(hours.open), .close: openingTime(hours.close)])
  }

  /// Returns a time of day as it appears in opening hours. `minutes` is 1440 for the end of a day.
  package func openingTime(_ minutes: Int) -> String { timeFormatter.openingTime(minutes) }

  /// `Monday to Friday`, `Saturday to Monday`, `Saturday`, `Monday, Wednesday and Friday`.
  package func days(_ days: [Int]) -> String {
    let names = { (days: [Int]) in days.map { self.weekdays[$0] } }
    if let run = run(days), let first = names(run).first, let last = names(run).last {
      return formatted(.daysRange, [.first: first, .last: last])
    }
    guard let last = names(days).last, days.count > 1 else { return names(days).first ?? "" }
    let before = names(days).dropLast()
    let listed = before.dropFirst().reduce(before.first ?? "") {
      formatted(.daysComma, [.days: $0, .day: $1])
    }
    return formatted(.daysAnd, [.days: listed, .day: last])
  }

  /// Returns three or more consecutive days in their order, which may continue from Sunday to
  /// Monday. Nil if there are fewer days or a gap.
  private func run(_ days: [Int]) -> [Int]? {
    guard days.count > 2 else { return nil }
    let start = days.first { !days.contains(($0 + 6) % 7) } ?? 0
    let turned = days.map { ($0 - start + 7) % 7 }.sorted()
    return turned == Array(0..<days.count) ? turned.map { ($0 + start) % 7 } : nil
  }
}
