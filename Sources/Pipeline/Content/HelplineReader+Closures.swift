import Diagnostics

extension HelplineReader {
  /// Returns the closures in order of their days.
  ///
  /// - Parameter today: the day of the build. Nil if the time zone is not known.
  static func closures(
    _ fields: Fields, today: Day?, _ problems: inout DiagnosticCollector
  ) -> [Closure] {
    var closures: [Closure] = []
    for node in fields.list("closures", &problems) {
      guard let (closure, offset) = closure(node, &problems) else { continue }
      if closures.contains(where: { $0.day == closure.day }) {
        problems.warning(
          "duplicate-closure",
          "the helpline is closed on \(closure.day.machineText) by another item above; keep one",
          at: offset)
      } else {
        closures.append(closure)
      }
    }
    closures.sort { $0.day < $1.day }
    if let last = closures.last?.day, let today, last < today {
      reportRunOut(fields, last: last, &problems)
    }
    return closures
  }

  /// Warns that all closures are in the past. Without new ones the helpline would appear to be
  /// open on the next holidays.
  private static func reportRunOut(
    _ fields: Fields, last: Day, _ problems: inout DiagnosticCollector
  ) {
    problems.warning(
      "closures-run-out",
      "the calendar of closures has run out: the last of them was \(last.machineText); add the "
        + "days that lie ahead, or take 'closures' away", at: fields.place(of: "closures"))
  }

  private static func closure(
    _ node: YAMLNode, _ problems: inout DiagnosticCollector
  ) -> (closure: Closure, offset: Int)? {
    guard let fields = Fields(node, of: "a closure", keys: ["date", "reason"], &problems) else {
      return nil
    }
    let date = fields.required("date", "date: 2026-12-25", &problems)
    let reason = fields.required("reason", "reason: Christmas Day", &problems)
    guard let date, let reason else { return nil }
    guard let day = Day(date.text) else {
      problems.error(
        "not-a-date",
        "'\(date.text)' is no day that the calendar has; write 'date' "
          + "as 2026-12-25", at: date.offset)
      return nil
    }
    return (Closure(day: day, reason: reason.text), date.offset)
  }
}
