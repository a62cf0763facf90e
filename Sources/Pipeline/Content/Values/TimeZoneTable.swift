import Foundation

/// The changes of a time zone's offset as a table. Avoids asking Foundation for every post, which
/// is slow for a million posts.
package struct TimeZoneTable: Sendable {
  /// Name in the IANA database, as in `Europe/London`.
  package let name: String
  private let firstOffset: Int32
  private let changes: [Change]

  private struct Change {
    let instant: Int64
    /// Local time from which the new offset applies. A time that the clock skips or repeats has
    /// the offset before the change.
    let local: Int64
    let offset: Int32
  }

  /// Nil if the system's database has no such zone. Abbreviations are refused, because they are
  /// ambiguous: BST is used in Britain and in Bangladesh.
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

  /// The year 2100, in seconds since 1970. Rules for later years are guesses.
  private static let end: TimeInterval = 4_102_444_800

  /// Used if the settings have no valid time zone.
  static let utc = TimeZoneTable(name: "UTC", firstOffset: 0, changes: [])

  private init(name: String, firstOffset: Int32, changes: [Change]) {
    self.name = name
    self.firstOffset = firstOffset
    self.changes = changes
  }

  /// All names in the database, for suggestions.
  static var knownNames: [String] { TimeZone.knownTimeZoneIdentifiers }
}

extension TimeZoneTable {
  /// Returns seconds ahead of UTC at a moment. The moment is in seconds since 1970 in UTC.
  package func offset(at instant: Int64) -> Int32 {
    offset { $0.instant <= instant }
  }

  /// Returns seconds ahead of UTC when local clocks show `local`, in seconds since 1970.
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
  /// The whole table, for a fingerprint, because the rules of a time zone can change.
  package var canonicalBytes: [UInt8] {
    changes.flatMap { change in
      withUnsafeBytes(of: change.instant.littleEndian, Array.init)
        + withUnsafeBytes(of: change.offset.littleEndian, Array.init)
    } + withUnsafeBytes(of: firstOffset.littleEndian, Array.init)
  }

  /// Returns the local day at a moment. The moment is in seconds since 1970 in UTC.
  package func day(at instant: Int64) -> Day {
    Day(daysSince1970: Int(floorDivide(instant + Int64(offset(at: instant)), 86_400)))
  }
}
