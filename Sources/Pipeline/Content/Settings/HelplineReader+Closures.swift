import Diagnostics
import YAML

extension HelplineReader {
  /// Returns the closures in order of their days.
  ///
  /// - Parameter today: the day of the build. Nil if the time zone is not known.
  static func closures(
    _ fields: Fields, today: Day?, _ collector: inout DiagnosticCollector
  ) -> [HelplineClosure] {
    var closures: [HelplineClosure] = []
    for node in fields.list("closures", &collector) {
      guard let (closure, offset) = closure(node, &collector) else { continue }
      if closures.contains(where: { $0.day == closure.day }) {
        collector.warning(
          "duplicate-closure",
          "\(closure.day.machineText) is listed twice in 'closures'; delete one",
          at: offset)
      } else {
        closures.append(closure)
      }
    }
    closures.sort { $0.day < $1.day }
    if let last = closures.last?.day, let today, last < today {
      reportAllInThePast(fields, last: last, &collector)
    }
    return closures
  }

  /// Warns that all closures are in the past. Without new ones the helpline would appear to be
  /// open on the next holidays.
  private static func reportAllInThePast(
    _ fields: Fields, last: Day, _ collector: inout DiagnosticCollector
  ) {
    collector.warning(
      "closures-run-out",
      "all dates in 'closures' are in the past, the last is \(last.machineText); add the next "
        + "ones, or delete 'closures'", at: fields.offset(of: "closures"))
  }

  private static func closure(
    _ node: YAMLNode, _ collector: inout DiagnosticCollector
  ) -> (closure: HelplineClosure, offset: Int)? {
    guard let fields = Fields(node, of: "a closure", keys: ["date", "reason"], &collector) else {
      return nil
    }
    let date = fields.required("date", "date: 2026-12-25", &collector)
    let reason = fields.required("reason", "reason: Christmas Day", &collector)
    guard let date, let reason else { return nil }
    guard let day = Day(date.text) else {
      collector.error(
        "not-a-date",
        "'\(date.text)' is not a date; write 'date' as 2026-12-25", at: date.offset)
      return nil
    }
    return (HelplineClosure(day: day, reason: reason.text), date.offset)
  }
}
