import Foundation
import Testing

@testable import Content

@Suite struct DayTests {
  @Test func everyDayFrom1970To2200RoundTrips() throws {
    var (year, month, day) = (1970, 1, 1)
    for number in 0... {
      let today = Day(daysSince1970: number)
      #expect(today.parts == (year, month, day))
      #expect(Day(year: year, month: month, day: day) == today)
      #expect(Day(today.machineText) == today)
      #expect(today.weekday == (number + 3) % 7)
      day += 1
      if Day(year: year, month: month, day: day) == nil { (month, day) = (month + 1, 1) }
      if month == 13 { (year, month) = (year + 1, 1) }
      if year == 2201 { break }
    }
    // Compares the last day with Foundation, because all days above could be off by a constant.
    let last = Date.ISO8601FormatStyle().year().month().day()
    let seconds = try last.parse("2200-12-31").timeIntervalSince1970
    #expect(Day("2200-12-31")?.daysSince1970 == Int(seconds) / 86_400)
  }

  @Test(arguments: [
    ("1970-01-01", 3), ("2000-02-29", 1), ("2022-05-31", 1), ("2024-02-29", 3), ("2026-01-04", 6),
    ("9999-12-31", 4),
  ]) func weekdaysBeginOnMonday(text: String, weekday: Int) {
    #expect(Day(text)?.weekday == weekday)
  }

  @Test(arguments: [
    "", "2022", "2022-5-31", "2022-05-3", "2022-05-32", "2022-02-29", "1900-01-01", "1969-12-31",
    "2100-02-29", "2022-13-01", "2022-00-01", "2022-01-00", "2022-04-31", "2022/05/31",
    "22-05-31", "2022-05-31 ", " 2022-05-31", "2022-05-31T", "+022-05-31", "10000-01-01",
    "２０２２-05-31", "2022-05--1", "20220531", "2022-05-31T19:42",
  ]) func daysThatDoNotExistAreNil(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(arguments: [
    ("2024-03-31", 1, "2024-02-29"), ("2023-03-31", 1, "2023-02-28"),
    ("2024-02-29", 12, "2023-02-28"),
    ("2024-02-29", 48, "2020-02-29"), ("2022-01-15", 1, "2021-12-15"),
    ("2022-12-15", 12, "2021-12-15"),
    ("2022-05-31", 24, "2020-05-31"), ("2022-05-31", 0, "2022-05-31"),
    ("2022-05-31", 3, "2022-02-28"),
    ("2022-01-31", 14, "2020-11-30"),
  ]) func monthsEarlierStopsAtTheLastDayOfAMonth(text: String, months: Int, expected: String) {
    #expect(Day(text)?.monthsEarlier(months).machineText == expected)
  }

  @Test func aThousandYearsEarlierDoNotTrap() {
    #expect(Day(daysSince1970: 0).monthsEarlier(12_000).parts == (970, 1, 1))
    #expect(Day(daysSince1970: -1).machineText == "1969-12-31")
    #expect(Day(daysSince1970: -1).weekday == 2)
  }
}
