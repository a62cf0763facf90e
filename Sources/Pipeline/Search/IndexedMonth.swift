import Content

/// A month of the forum's calendar, as the index counts them.
struct IndexedMonth: Hashable {
  /// Months since January of the year 0.
  let number: Int

  init(number: Int) { self.number = number }

  init(of date: PostDate) {
    let (year, month, _) = date.day.parts
    number = year * 12 + month - 1
  }

  /// `2022-05`
  var text: String {
    let (year, month) = (number / 12, number % 12 + 1)
    return month < 10 ? "\(year)-0\(month)" : "\(year)-\(month)"
  }
}

extension PostDate {
  /// Minutes of the forum's clock since the month began, 0 to 44,639; a day alone counts from midnight.
  var minuteOfMonth: UInt16 {
    let (_, _, day) = day.parts
    return UInt16(clamping: (day - 1) * 1440 + minuteOfDay)
  }

  /// Minutes of the forum's clock since midnight; 0 when only the day was written.
  var minuteOfDay: Int { isDayOnly ? 0 : secondOfDay / 60 }
}
