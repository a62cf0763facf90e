package struct Helpline: Sendable {
  package let name: String
  package let phone: PhoneNumber
  package let hours: [OpeningHours]
  package let relayPrefix: String?
  package let callbackURL: String?
  package let note: String?
  package let closures: [HelplineClosure]
}

extension Helpline {
  /// Placeholder if forum.yml has errors, so that the other files can be checked. Never
  /// published.
  static let placeholder = Helpline(
    name: "", phone: .placeholder, hours: [], relayPrefix: nil, callbackURL: nil, note: nil,
    closures: [])
}

/// Opening hours that are the same on several weekdays.
package struct OpeningHours: Sendable, Hashable {
  /// 0 for Monday to 6 for Sunday, in ascending order.
  package let days: [Int]
  /// Minutes since midnight, 0 to 1440.
  package let open: Int
  package let close: Int
}

/// A day on which the helpline is closed.
package struct HelplineClosure: Sendable, Hashable {
  package let day: Day
  package let reason: String
}

package struct SupportLine: Sendable, Hashable {
  package let name: String
  package let phone: PhoneNumber?
  package let url: String?
  package let note: String?
}
