import Foundation
import TestSupport
import Testing

@testable import Content

@Suite struct PostDateTests {
  static let zones = [
    "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC",
    "Pacific/Apia", "Africa/Casablanca", "America/St_Johns",
  ]

  @Test(arguments: zones) func timesAgreeWithFoundation(name: String) throws {
    let zone = try #require(TimeZone(identifier: name))
    let table = try #require(TimeZoneTable(name))
    let style = Date.ISO8601FormatStyle(timeZone: .gmt)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    var random = SplitMix64(seed: 1970)
    for _ in 0..<2500 {
      let instant = Int64.random(in: 86_400..<4_102_358_400, using: &random)
      let moment = Date(timeIntervalSince1970: TimeInterval(instant))
      let written = try #require(PostDate(moment.formatted(style), zone: table))
      #expect(written.instant == instant)
      #expect(Int(written.offset) == zone.secondsFromGMT(for: moment), "\(moment)")
      let parts = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second], from: moment)
      #expect(written.day.parts == (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0))
      let second = ((parts.hour ?? 0) * 60 + (parts.minute ?? 0)) * 60 + (parts.second ?? 0)
      #expect(written.secondOfDay == second)
      #expect(PostDate(written.machineText, zone: table)?.instant == instant)
      #expect(PostDate(written.machineText, zone: table)?.machineText == written.machineText)
    }
  }

  @Test(arguments: zones) func timesWithoutAnOffsetAreTheZonesOwn(name: String) throws {
    let zone = try #require(TimeZone(identifier: name))
    let table = try #require(TimeZoneTable(name))
    var random = SplitMix64(seed: 2099)
    for _ in 0..<2500 {
      let instant = Int64.random(in: 172_800..<4_102_272_000, using: &random)
      let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant)))
      let wall = Day(daysSince1970: Int(floorDivide(instant + Int64(offset), 86_400)))
      let second = Int(instant + Int64(offset)) - wall.daysSince1970 * 86_400
      let clock = [second / 3600, second / 60 % 60, second % 60].map { String(format: "%02d", $0) }
      let text = "\(wall.machineText)T\(clock.joined(separator: ":"))"
      let read = try #require(PostDate(text, zone: table))
      // A time that occurs twice when clocks go back means the earlier one.
      let earlier = Date(timeIntervalSince1970: TimeInterval(read.instant))
      #expect(
        read.instant == instant
          || read.instant < instant && zone.secondsFromGMT(for: earlier) > offset)
      #expect(Int(read.offset) == zone.secondsFromGMT(for: earlier))
    }
  }

  @Test(arguments: [
    ("2022-05-31", "2022-05-31"), ("2022-05-31T19:42", "2022-05-31T19:42:00+01:00"),
    ("2022-05-31T19:42:07", "2022-05-31T19:42:07+01:00"),
    ("2022-05-31T19:42Z", "2022-05-31T20:42:00+01:00"),
    ("2022-05-31T19:42:07Z", "2022-05-31T20:42:07+01:00"),
    ("2022-05-31T19:42+01:00", "2022-05-31T19:42:00+01:00"),
    ("2022-05-31T19:42:07-0330", "2022-06-01T00:12:07+01:00"),
    ("2022-12-31T23:30-01:00", "2023-01-01T00:30:00+00:00"),
    ("2022-05-31T00:00", "2022-05-31T00:00:00+01:00"), ("1970-01-01", "1970-01-01"),
    ("1970-01-01T00:00", "1970-01-01T00:00:00+01:00"),
    ("2024-02-29T23:59:59", "2024-02-29T23:59:59+00:00"),
  ]) func allDocumentedFormsAreParsed(text: String, machineText: String) throws {
    let zone = try #require(TimeZoneTable("Europe/London"))
    #expect(PostDate(text, zone: zone)?.machineText == machineText)
  }

  @Test(arguments: [
    // Skipped: 01:00 to 02:00 on 27 March 2022 in London.
    ("Europe/London", "2022-03-27T00:59", 1_648_342_740),
    ("Europe/London", "2022-03-27T01:00", 1_648_342_800),
    ("Europe/London", "2022-03-27T01:30", 1_648_344_600),
    ("Europe/London", "2022-03-27T02:00", 1_648_342_800),
    // Repeated: 01:00 to 02:00 on 30 October 2022.
    ("Europe/London", "2022-10-30T00:59", 1_667_087_940),
    ("Europe/London", "2022-10-30T01:30", 1_667_089_800),
    ("Europe/London", "2022-10-30T02:00", 1_667_095_200),
    ("America/New_York", "2022-03-13T02:30", 1_647_156_600),
    ("America/New_York", "2022-11-06T01:30", 1_667_712_600),
    // Lord Howe Island changes its clocks by half an hour.
    ("Australia/Lord_Howe", "2022-10-02T02:15", 1_664_639_100),
    ("Australia/Lord_Howe", "2022-04-03T01:45", 1_648_910_700),
    // Apia skipped this whole day.
    ("Pacific/Apia", "2011-12-30T12:00", 1_325_282_400),
  ]) func skippedAndRepeatedTimesTakeTheOffsetBefore(zone: String, text: String, instant: Int64)
    throws
  {
    let table = try #require(TimeZoneTable(zone))
    #expect(PostDate(text, zone: table)?.instant == instant)
  }

  @Test(arguments: [
    "", "2022", "2022-05", "2022-05-31T", "2022-05-31T1", "2022-05-31T19", "2022-05-31T19:",
    "2022-05-31T19:4", "2022-05-31T19:42:", "2022-05-31T19:42:0", "2022-05-31T24:00",
    "2022-05-31T19:60", "2022-05-31T19:42:60", "2022-05-31 19:42", "2022-05-31t19:42",
    "2022-05-31T19:42z", "2022-05-31T19:42 Z", "2022-05-31T19:42+1", "2022-05-31T19:42+01",
    "2022-05-31T19:42+01:", "2022-05-31T19:42+01:0", "2022-05-31T19:42+01:60",
    "2022-05-31T19:42+19:00", "2022-05-31T19:42+01:00Z", "2022-05-31T19:42:07.5",
    "2022-05-31T19.42", "2022-02-30T10:00", "2022-05-31Z", "31.05.2022", "05/31/2022",
    "31 May 2022", "yesterday", "-2022-05-31", "2022-05-31T-1:00", "2022-05-31T19:42−01:00",
    "2022-05-31T19:42+01:00 ", " 2022-05-31", "2022-W22-2", "2022-151", "1654022520",
    "2022-05-31T19:42\u{0}", "２022-05-31", "1969-12-31", "10000-01-01",
  ]) func otherFormsAreNotDates(text: String) throws {
    let zone = try #require(TimeZoneTable("Europe/London"))
    #expect(PostDate(text, zone: zone) == nil)
  }

  @Test func daysSortAsTheirFirstMinute() throws {
    let zone = try #require(TimeZoneTable("Europe/London"))
    let texts = ["2022-05-30T23:59", "2022-05-31", "2022-05-31T00:01", "2022-06-01"]
    let dates = texts.compactMap { PostDate($0, zone: zone) }
    #expect(dates == dates.sorted())
    #expect(dates[1].instant == 1_653_951_600)
    #expect(dates[1].isDayOnly)
  }

  @Test(arguments: ["Europe/Londn", "London", "Mars/Base", "../../etc/passwd", "Europe/", "/"])
  func anUnknownTimeZoneIsNil(name: String) {
    #expect(TimeZoneTable(name) == nil)
  }
}
