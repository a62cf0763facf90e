import Diagnostics

/// The official members of the forum, and the telephone numbers that the forum publishes.
package struct OfficialContacts: Sendable {
  /// Name keys, as `nameKey(of:)` returns them.
  private let members: Set<String>
  private let numbers: Set<NormalisedPhoneNumber>
  private let relayPrefix: String

  /// No members and no numbers. Used if the settings cannot be read.
  package static let empty = OfficialContacts()

  private init() {
    (members, numbers, relayPrefix) = ([], [], "")
  }

  /// If members.yml lists a name twice, the first entry counts. A former member has no role.
  init(_ settings: ForumSettings, _ entries: [MemberEntry]) {
    let roles = Set(settings.roles.filter(\.isOfficial).map(\.name))
    let byName = Dictionary(
      entries.map { (nameKey(of: $0.name.text), $0) }, uniquingKeysWith: { first, _ in first })
    members = Set(
      byName.filter { !$1.isFormer && $1.role.map { roles.contains($0.text) } ?? false }.keys)
    let phones = [settings.helpline.phone] + settings.otherSupport.compactMap(\.phone)
    numbers = Set(phones.map(NormalisedPhoneNumber.init))
    relayPrefix = settings.helpline.relayPrefix ?? ""
  }

  package func isOfficial(_ author: String) -> Bool {
    !members.isEmpty && members.contains(nameKey(of: author))
  }

  /// Returns whether the forum publishes the number, with or without the prefix of the relay
  /// service.
  package func includes(_ number: NormalisedPhoneNumber) -> Bool {
    if numbers.contains(number) { return true }
    guard !relayPrefix.isEmpty, number.text.hasPrefix(relayPrefix) else { return false }
    return numbers.contains(NormalisedPhoneNumber(String(number.text.dropFirst(relayPrefix.count))))
  }

  /// All contents, for the key of the survey cache.
  package var canonicalTexts: [String] {
    [relayPrefix, String(members.count)] + members.sorted() + numbers.map(\.text).sorted()
  }
}
