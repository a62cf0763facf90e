import Diagnostics
import YAML

/// Reads the helpline and the other support lines. Wrong numbers and opening hours are errors,
/// not warnings, because readers may need them urgently.
enum HelplineReader {
  /// - Parameter today: the day of the build. Nil if the time zone is not known.
  static func helpline(
    _ node: YAMLNode, today: Day?, _ collector: inout DiagnosticCollector
  ) -> Helpline? {
    let keys = [
      "name", "phone", "hours", "relay_prefix", "callback_url", "note", "closures",
    ]
    guard let fields = Fields(node, of: "the helpline", keys: keys, &collector) else { return nil }
    let name = fields.required("name", "name: Example Helpline", &collector)
    let number = fields.required("phone", "phone: 08081 570000", &collector)
    let phone = number.flatMap { phoneNumber($0, &collector) }
    let hours = openingHours(fields, &collector)
    let relayPrefix = fields.scalar("relay_prefix", &collector).flatMap {
      phoneNumber($0, &collector)?.displayText
    }
    let callback = webAddress("callback_url", fields, &collector)
    let note = fields.text("note", &collector)
    let closures = closures(fields, today: today, &collector)
    guard let name, let phone, !hours.isEmpty else { return nil }
    return Helpline(
      name: name.text, phone: phone, hours: hours, relayPrefix: relayPrefix,
      callbackURL: callback, note: note, closures: closures)
  }

  static func supportLine(_ node: YAMLNode, _ collector: inout DiagnosticCollector) -> SupportLine?
  {
    let keys = ["name", "phone", "url", "note"]
    guard let fields = Fields(node, of: "a support line", keys: keys, &collector) else {
      return nil
    }
    let name = fields.required("name", "name: Example Crisis Line", &collector)
    let phone = fields.scalar("phone", &collector).flatMap { phoneNumber($0, &collector) }
    let url = webAddress("url", fields, &collector)
    let note = fields.text("note", &collector)
    return name.map { SupportLine(name: $0.text, phone: phone, url: url, note: note) }
  }
}

extension HelplineReader {
  private static func phoneNumber(_ scalar: LocatedText, _ collector: inout DiagnosticCollector)
    -> PhoneNumber?
  {
    if let phone = PhoneNumber(scalar.text) { return phone }
    collector.error(
      "not-a-phone-number",
      "'\(scalar.text)' is not a telephone number; write its digits, as in 08081 570000",
      at: scalar.offset)
    return nil
  }

  private static func webAddress(
    _ key: String, _ fields: Fields, _ collector: inout DiagnosticCollector
  ) -> String? {
    guard let scalar = fields.scalar(key, &collector) else { return nil }
    let isAddress = ["https://", "http://"].contains {
      scalar.text.hasPrefix($0) && scalar.text.utf8.count > $0.utf8.count
    }
    // Browsers read a backslash as a slash, so the URL may lead to another host than it appears
    // to.
    let isClean = scalar.text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != backslash }
    if isAddress, isClean { return scalar.text }
    collector.error(
      "not-a-url",
      "'\(key)' must be an address that begins with https://, not '\(scalar.text)'",
      at: scalar.offset)
    return nil
  }

  private static func openingHours(_ fields: Fields, _ collector: inout DiagnosticCollector)
    -> [OpeningHours]
  {
    let nodes = fields.list("hours", &collector)
    if fields.isEmpty("hours") {
      fields.reportMissing(
        "hours", "hours: [{days: mon-fri, open: \"09:00\", close: \"16:00\"}]", &collector)
    }
    var read: [(hours: OpeningHours, offset: Int)] = []
    for node in nodes {
      guard let hours = openingHours(node, &collector) else { continue }
      if let day = read.lazy.compactMap({ overlap($0.hours, hours) }).first {
        collector.error(
          "overlapping-hours",
          "these hours overlap other hours on \(dayNames[day]) above; correct "
            + "one of them",
          at: node.offset)
      }
      read.append((hours, node.offset))
    }
    return read.map(\.hours)
  }

  /// Returns the first weekday on which the hours overlap, or nil.
  private static func overlap(_ left: OpeningHours, _ right: OpeningHours) -> Int? {
    guard left.open < right.close, right.open < left.close else { return nil }
    return left.days.first(where: right.days.contains)
  }

  private static func openingHours(
    _ node: YAMLNode, _ collector: inout DiagnosticCollector
  ) -> OpeningHours? {
    let keys = ["days", "open", "close"]
    guard let fields = Fields(node, of: "an item of 'hours'", keys: keys, &collector) else {
      return nil
    }
    let days = weekdays(fields, &collector)
    let open = time("open", "open: \"09:00\"", fields, &collector)
    let close = time("close", "close: \"16:00\"", fields, &collector)
    guard let open, let close, !days.isEmpty else { return nil }
    guard open.minutes < close.minutes else {
      collector.error(
        "hours-end-first",
        "'close' must be later than 'open', and at the latest \"24:00\"", at: close.offset)
      return nil
    }
    return OpeningHours(days: days, open: open.minutes, close: close.minutes)
  }

  private static func time(
    _ key: String, _ example: String, _ fields: Fields, _ collector: inout DiagnosticCollector
  ) -> (minutes: Int, offset: Int)? {
    guard let scalar = fields.required(key, example, &collector) else { return nil }
    if scalar.text == "24:00", key == "close" { return (1440, scalar.offset) }
    var parser = DateParser(scalar.text)
    if let time = parser.time(), parser.isAtEnd, !time.hasSeconds {
      return (time.seconds / 60, scalar.offset)
    }
    collector.error(
      "not-a-time", "'\(key)' must be a time such as \"09:00\", not '\(scalar.text)'",
      at: scalar.offset)
    return nil
  }

  static let dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// Reads a day, a range, or a list of both. A range can cross the end of the week: `sat-mon`.
  private static func weekdays(_ fields: Fields, _ collector: inout DiagnosticCollector) -> [Int] {
    let scalars: [LocatedText]
    if case .list(let items, _) = fields.value("days"), !items.isEmpty {
      scalars = fields.texts("days", &collector)
    } else {
      // An empty list is reported like an empty text.
      if fields.isEmpty("days") { fields.reportMissing("days", "days: mon-fri", &collector) }
      scalars = fields.isEmpty("days") ? [] : [fields.scalar("days", &collector)].compactMap(\.self)
    }
    return Set(scalars.flatMap { weekdays($0, &collector) }).sorted()
  }

  private static func weekdays(_ scalar: LocatedText, _ collector: inout DiagnosticCollector)
    -> [Int]
  {
    let words = scalar.text.split(separator: "-", omittingEmptySubsequences: false)
      .map { $0.trimmingBlanks().lowercased() }
    let indices = words.compactMap { dayNames.firstIndex(of: $0) }
    guard indices.count == words.count, let first = indices.first, indices.count <= 2 else {
      let wrong = words.first { !dayNames.contains($0) && !$0.isEmpty } ?? scalar.text
      collector.error(
        "unknown-day",
        "unknown day '\(wrong)'; write mon, tue, wed, thu, fri, sat or sun, or a range such as "
          + "mon-fri", at: scalar.offset,
        suggestion: wrong.contains("-") ? nil : dayNames.first(where: wrong.hasPrefix))
      return []
    }
    let last = indices[indices.count - 1]
    return first <= last ? Array(first...last) : Array(first...6) + Array(0...last)
  }
}

extension Substring {
  func trimmingBlanks() -> Substring {
    var text = drop { $0 == " " || $0 == "\t" }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
