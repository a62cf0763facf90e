import Testing

@testable import Content

@Suite struct HelplineTests {
  private func read(
    _ hours: String, more: String = "", phone: String = "08081 570000"
  ) throws -> (helpline: Helpline?, report: String) {
    let line = "helpline: {name: Line, phone: \(phone), hours: \(hours)\(more)}"
    let (settings, report) = try readForum("", ["helpline": line])
    return (settings?.helpline, report)
  }

  private static let nineToFour = "open: \"09:00\", close: \"16:00\""

  @Test(arguments: [
    ("mon", [0]), ("sun", [6]), ("mon-fri", [0, 1, 2, 3, 4]), ("sat-mon", [0, 5, 6]),
    ("Mon - Fri", [0, 1, 2, 3, 4]), ("[mon, wed-thu]", [0, 2, 3]), ("[sun, mon, mon]", [0, 6]),
    ("mon-sun", [0, 1, 2, 3, 4, 5, 6]), ("wed-wed", [2]),
  ]) func daysAreADayARangeOrAList(days: String, expected: [Int]) throws {
    let (helpline, report) = try read("[{days: \(days), \(Self.nineToFour)}]")
    #expect(report == "")
    #expect(helpline?.hours == [OpeningHours(days: expected, open: 540, close: 960)])
  }

  @Test func hoursCanEndAtMidnight() throws {
    let (helpline, _) = try read("[{days: mon-sun, open: \"00:00\", close: \"24:00\"}]")
    #expect(helpline?.hours.first?.close == 1440)
    #expect(helpline?.hours.first?.open == 0)
  }

  @Test(arguments: [
    (
      "[]",
      "2:45: error: the helpline needs 'hours', as in 'hours: [{days: mon-fri, open: \"09:00\", close: \"16:00\"}]'"
    ),
    (
      "''",
      "2:45: error: the helpline needs 'hours', as in 'hours: [{days: mon-fri, open: \"09:00\", close: \"16:00\"}]'"
    ),
    ("always", "2:52: error: 'hours' must be a list, as in '[first, second]'; this is text"),
    (
      "[always]", "2:53: error: write an item of 'hours' as lines of 'key: value'; this is text"
    ),
    (
      "[{days: [], \(nineToFour)}]",
      "2:54: error: an item of 'hours' needs 'days', as in 'days: mon-fri'"
    ),
    (
      "[{days: '', \(nineToFour)}]",
      "2:54: error: an item of 'hours' needs 'days', as in 'days: mon-fri'"
    ),
    ("[{\(nineToFour)}]", "2:53: error: an item of 'hours' needs 'days', as in 'days: mon-fri'"),
    (
      "[{days: {a: b}, \(nineToFour)}]",
      "2:60: error: 'days' must be text; this is a group of "
        + "'key: value' lines"
    ),
    (
      "[{days: weekdays, \(nineToFour)}]",
      "2:60: error: unknown day 'weekdays'; write mon, tue, wed, thu, fri, sat or sun, or a range "
        + "such as mon-fri"
    ),
    (
      "[{days: Monday-fri, \(nineToFour)}]",
      "2:60: error: unknown day 'monday'; write mon, tue, wed, thu, fri, sat or sun, or a range "
        + "such as mon-fri; did you mean 'mon'?"
    ),
    (
      "[{days: mon-wed-fri, \(nineToFour)}]",
      "2:60: error: unknown day 'mon-wed-fri'; write mon, tue, wed, thu, fri, sat or sun, or a "
        + "range such as mon-fri"
    ),
    (
      "[{days: mon-, \(nineToFour)}]",
      "2:60: error: unknown day 'mon-'; write mon, tue, wed, thu, fri, sat or sun, or a range such "
        + "as mon-fri"
    ),
    (
      "[{days: mon, open: 9am, close: \"16:00\"}]",
      "2:71: error: 'open' must be a time such as \"09:00\", not '9am'"
    ),
    (
      "[{days: mon, open: 9:00, close: \"16:00\"}]",
      "2:71: error: 'open' must be a time such as \"09:00\", not '9:00'"
    ),
    (
      "[{days: mon, open: \"24:00\", close: \"16:00\"}]",
      "2:71: error: 'open' must be a time such as \"09:00\", not '24:00'"
    ),
    (
      "[{days: mon, open: \"09:00\", close: \"16:00:00\"}]",
      "2:87: error: 'close' must be a time such as \"09:00\", not '16:00:00'"
    ),
    (
      "[{days: mon, close: \"16:00\"}]",
      "2:53: error: an item of 'hours' needs 'open', as in 'open: \"09:00\"'"
    ),
    (
      "[{days: mon, open: \"16:00\", close: \"09:00\"}]",
      "2:87: error: 'close' must be later than 'open', and at the latest \"24:00\""
    ),
    (
      "[{days: mon, open: \"09:00\", close: \"09:00\"}]",
      "2:87: error: 'close' must be later than 'open', and at the latest \"24:00\""
    ),
    (
      "[{days: mon, \(nineToFour)}, {days: sun-tue, open: \"15:59\", close: \"17:00\"}]",
      "2:97: error: these hours overlap other hours on mon above; correct one of them"
    ),
    (
      "[{days: mon, opens: \"09:00\", \(nineToFour)}]",
      "2:65: error: unknown key 'opens' in an item of 'hours'; did you mean 'open'?"
    ),
  ]) func wrongHoursAreReported(hours: String, expected: String) throws {
    let (_, report) = try read(hours)
    #expect(report == "\(expected)\n")
  }

  @Test func adjacentHoursAreValid() throws {
    let second = "{days: mon, open: \"16:00\", close: \"18:00\"}"
    #expect(try read("[{days: mon, \(Self.nineToFour)}, \(second)]").report == "")
  }

  @Test(arguments: [
    (
      ", closures: [{date: 2026-12-25}]",
      "error: a closure needs 'reason', as in 'reason: Christmas Day'"
    ),
    (", closures: [{reason: x}]", "error: a closure needs 'date', as in 'date: 2026-12-25'"),
    (
      ", closures: [{date: 25 December, reason: x}]",
      "error: '25 December' is not a date; write 'date' as 2026-12-25"
    ),
    (
      ", callback_url: example.org",
      "error: 'callback_url' must be an address that begins with https://, not 'example.org'"
    ),
    (
      ", callback_url: \"https://\"",
      "error: 'callback_url' must be an address that begins with https://, not 'https://'"
    ),
    (
      ", callback_url: \"https://a b\"",
      "error: 'callback_url' must be an address that begins with https://, not 'https://a b'"
    ),
    (
      ", fax: 1",
      "error: unknown key 'fax' in the helpline; use name, phone, hours, relay_prefix, "
        + "callback_url, note or closures"
    ),
  ]) func otherKeysOfTheHelplineAreChecked(more: String, expected: String) throws {
    let (_, report) = try read("[{days: mon, \(Self.nineToFour)}]", more: more)
    #expect(report.hasSuffix(": \(expected)\n"), "\(report)")
    #expect(report.split(separator: "\n").count == 1)
  }

  @Test func everyKeyIsRead() throws {
    let more =
      ", relay_prefix: 18001, callback_url: \"https://x.example/call\", note: free, "
      + "closures: [{date: 2026-12-26, reason: Boxing Day}, {date: 2026-12-25, reason: Christmas}]"
    let (helpline, report) = try read("[{days: mon, \(Self.nineToFour)}]", more: more)
    #expect(report == "")
    #expect(helpline?.relayPrefix == "18001")
    #expect(helpline?.callbackURL == "https://x.example/call")
    #expect(helpline?.note == "free")
    #expect(helpline?.closures.map(\.reason) == ["Christmas", "Boxing Day"])
  }

  @Test(arguments: [
    ("08081 570000", "08081570000"), ("+44 (0)20 7946 0958", "+442079460958"),
    ("+44 20-7946-0958", "+442079460958"), ("(020) 7946 0958", "02079460958"), ("999", "999"),
    ("116 123", "116123"), ("+1 (555) 010-0999", "+15550100999"),
  ]) func numbersAreDialledByTheirDigits(text: String, dialled: String) {
    #expect(PhoneNumber(text)?.dialString == dialled)
    #expect(PhoneNumber(text)?.displayText == text)
  }

  @Test(arguments: [
    "", "12", "+1", "call us", "0808 CALL", "08081+570000", "++44", "123456789012345678901",
    "0808/1570000", "０８０８１", "tel:08081", "08081\u{A0}570000", "0808\t1570", "999;phone-context=x",
  ]) func otherTextsAreNotNumbers(text: String) {
    #expect(PhoneNumber(text) == nil)
  }
}
