import PipelineFixtures
import Testing

@testable import Content

/// Closures of the helpline, and overlapping opening hours.
@Suite struct ClosureTests {
  private func report(_ closures: String, today: String = "2026-01-01") throws -> String {
    var required = requiredForumLines
    required["helpline"] = """
      helpline:
        name: Line
        phone: 08081 570000
        hours: [{days: mon, open: "09:00", close: "16:00"}]
      \(closures)
      """
    let text = required.keys.sorted().compactMap { required[$0] }.joined(separator: "\n")
    let report = try Fixture(["forum.yml": text]).read(today: today).report
    return report.replacing("content/forum.yml:", with: "")
  }

  @Test(arguments: [
    "", "  closures: []", "  closures:", "  closures: [{date: 2026-01-01, reason: New Year}]",
    "  closures: [{date: 2027-12-25, reason: x}, {date: 2020-12-25, reason: x}]",
  ]) func closuresWithAFutureDayAreValid(closures: String) throws {
    #expect(try report(closures) == "")
  }

  @Test func closuresInThePastAreReportedAtTheirKey() throws {
    let closures = """
        closures:
          - {date: 2025-12-26, reason: Boxing Day}
          - {date: 2025-12-25, reason: Christmas Day}
      """
    #expect(
      try report(closures)
        == "6:3: warning: all dates in 'closures' are in the past, the last is 2025-12-26; add the "
        + "next ones, or delete 'closures'\n")
    #expect(try report(closures, today: "2025-12-26") == "")
  }

  /// Without a valid time zone, the current day is unknown.
  @Test func pastClosuresAreNotReportedInAnUnknownTimeZone() throws {
    let zone = "  closures: [{date: 2025-12-26, reason: x}]\ntime_zone: Europe/Londn"
    #expect(try report(zone).split(separator: "\n").count == 1)
  }

  @Test func aRepeatedDayIsReportedAndTheFirstIsKept() throws {
    let closures =
      "  closures: [{date: 2026-12-25, reason: First}, {date: 2026-12-25, reason: Second}]"
    #expect(
      try report(closures)
        == "6:56: warning: 2026-12-25 is listed twice in 'closures'; delete one\n")
  }

  private func hours(_ items: String) throws -> String {
    let line = "helpline: {name: Line, phone: 08081 570000, hours: [\(items)]}"
    return try readForum("", ["helpline": line]).report
  }

  @Test(arguments: [
    // Midnight belongs to the following day.
    "{days: sun, open: \"18:00\", close: \"24:00\"}, {days: mon, open: \"00:00\", close: \"06:00\"}",
    "{days: [mon, tue], open: \"09:00\", close: \"12:00\"}, {days: wed, open: \"09:00\", close: \"12:00\"}",
  ]) func hoursThatDoNotOverlapAreValid(items: String) throws {
    #expect(try hours(items) == "")
  }

  @Test(arguments: [
    (
      "{days: [mon, fri-sat], open: \"18:00\", close: \"24:00\"}, {days: thu-fri, open: \"23:59\", close: \"24:00\"}",
      "fri"
    ),
    (
      "{days: mon-sun, open: \"00:00\", close: \"24:00\"}, {days: wed, open: \"00:00\", close: \"00:01\"}",
      "wed"
    ),
    (
      "{days: mon, open: \"09:00\", close: \"12:00\"}, {days: tue, open: \"09:00\", close: \"12:00\"}, "
        + "{days: sat-mon, open: \"11:00\", close: \"13:00\"}", "mon"
    ),
  ]) func overlappingHoursAreReported(items: String, day: String) throws {
    let report = try hours(items)
    #expect(
      report.hasSuffix(
        ": error: these hours overlap other hours on \(day) above; correct "
          + "one of them\n"), "\(report)")
  }
}
