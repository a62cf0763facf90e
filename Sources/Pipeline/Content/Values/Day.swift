/// A day of the Gregorian calendar, from 1970 to 9999.
package struct Day: Hashable, Sendable, Comparable {
  package let daysSince1970: Int

  package init(daysSince1970: Int) {
    self.daysSince1970 = daysSince1970
  }

  package static func < (left: Day, right: Day) -> Bool {
    left.daysSince1970 < right.daysSince1970
  }

  /// The day as authors write it and as `<time datetime>` accepts it: `2022-05-31`.
  package var machineText: String {
    String(unsafeUninitializedCapacity: 10) { buffer in
      var digits = DigitWriter(buffer)
      digits.write(self)
      return digits.count
    }
  }

  /// 0 for Monday to 6 for Sunday. 1 January 1970 was a Thursday.
  package var weekday: Int {
    let shifted = (daysSince1970 + 3) % 7
    return shifted < 0 ? shifted + 7 : shifted
  }

  /// Returns the same day of an earlier month, or the last day of that month if it is shorter.
  package func monthsEarlier(_ months: Int) -> Day {
    let (year, month, day) = parts
    let count = year * 12 + month - 1 - months
    let (earlierYear, earlierMonth) = (count / 12, count % 12 + 1)
    let last = daysInMonth(earlierMonth, year: earlierYear)
    return Day(daysSince1970: dayNumber(earlierYear, earlierMonth, min(day, last)))
  }
}

extension Day {
  /// Nil if the calendar has no such day or the year is outside 1970...9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1970...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= daysInMonth(month, year: year)
    else { return nil }
    self.init(daysSince1970: dayNumber(year, month, day))
  }

  /// Parses `2022-05-31`. Nil for any other form and for a day that does not exist.
  package init?(_ text: String) {
    var parser = DateParser(text)
    guard let day = parser.day(), parser.isAtEnd else { return nil }
    self = day
  }

  /// Year, month from 1, and day from 1.
  ///
  /// Uses eras of 400 years that begin on 1 March, so that a leap day is the last day of its
  /// year.
  package var parts: (year: Int, month: Int, day: Int) {
    let shifted = daysSince1970 + 719_468
    let era = Int(floorDivide(Int64(shifted), 146_097))
    let dayOfEra = shifted - era * 146_097
    let leaps = dayOfEra / 1460 - dayOfEra / 36_524 + dayOfEra / 146_096
    let yearOfEra = (dayOfEra - leaps) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

private func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
  let marchYear = month <= 2 ? year - 1 : year
  let era = Int(floorDivide(Int64(marchYear), 400))
  let yearOfEra = marchYear - era * 400
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

private func daysInMonth(_ month: Int, year: Int) -> Int {
  switch month {
  case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  case 4, 6, 9, 11: 30
  default: 31
  }
}
