import Foundation

/// A time zone's changes as a table: Foundation knows them, but asking it for every post would cost
/// more than parsing the post.
package struct TimeZoneTable: Sendable {
  /// The zone's name in the IANA database, `Europe/London`.
  package let name: String
  private let firstOffset: Int32
  private let changes: [Change]

  private struct Change {
    let instant: Int64
    /// The local time from which the new offset holds: a time that the clock skips or repeats takes
    /// the offset before the change.
    let local: Int64
    let offset: Int32
  }

  /// Nil when the system's database has no such zone. An abbreviation is none: BST is Britain's summer
  /// to some, and Bangladesh to others.
  package init?(_ name: String) {
    guard name.contains("/") || ["UTC", "GMT"].contains(name) || Self.knownNames.contains(name),
      let zone = TimeZone(identifier: name)
    else { return nil }
    self.name = name
    var moment = Date(timeIntervalSince1970: 0)
    firstOffset = Int32(zone.secondsFromGMT(for: moment))
    var changes: [Change] = []
    var before = firstOffset
    while let next = zone.nextDaylightSavingTimeTransition(after: moment),
      next > moment, next.timeIntervalSince1970 < Self.end
    {
      let after = Int32(zone.secondsFromGMT(for: next))
      let instant = Int64(next.timeIntervalSince1970)
      changes.append(
        Change(instant: instant, local: instant + Int64(max(before, after)), offset: after))
      (moment, before) = (next, after)
    }
    self.changes = changes
  }

  /// The year 2100: rules beyond it are guesses.
  private static let end: TimeInterval = 4_102_444_800

  /// Always 0; for when the settings cannot say.
  static let utc = TimeZoneTable(name: "UTC", firstOffset: 0, changes: [])

  private init(name: String, firstOffset: Int32, changes: [Change]) {
    self.name = name
    self.firstOffset = firstOffset
    self.changes = changes
  }

  /// The names of the database, for a suggestion.
  static var knownNames: [String] { TimeZone.knownTimeZoneIdentifiers }
}

extension TimeZoneTable {
  /// Seconds ahead of UTC at a moment, given in seconds since 1970 in UTC.
  package func offset(at instant: Int64) -> Int32 {
    offset { $0.instant <= instant }
  }

  /// Seconds ahead of UTC when the zone's clocks show `local`, in seconds since 1970.
  package func offset(atLocal local: Int64) -> Int32 {
    offset { $0.local <= local }
  }

  private func offset(_ hasHappened: (Change) -> Bool) -> Int32 {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if hasHappened(changes[middle]) { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : changes[low - 1].offset
  }
}

extension TimeZoneTable {
  /// The whole table, for a fingerprint: governments change their minds.
  package var canonicalBytes: [UInt8] {
    changes.flatMap { change in
      withUnsafeBytes(of: change.instant.littleEndian, Array.init)
        + withUnsafeBytes(of: change.offset.littleEndian, Array.init)
    } + withUnsafeBytes(of: firstOffset.littleEndian, Array.init)
  }

  /// The day that the zone's calendars show at a moment, in seconds since 1970 in UTC.
  package func day(at instant: Int64) -> Day {
    Day(daysSince1970: Int(floorDivide(instant + Int64(offset(at: instant)), 86_400)))
  }
}
