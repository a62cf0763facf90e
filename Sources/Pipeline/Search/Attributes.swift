import Content
import Forum

/// What a search can be limited to besides words, as keys of the dictionary; each with a number, for a
/// million posts have three of them.
final class Attributes: Sendable {
  private let forum: Forum
  private let roles: [String: Int]
  private let firstRole: Int
  private let firstBoard: Int
  private let firstTag: Int
  let closed: Int
  let answered: Int
  private let firstMonth: Int
  /// Since year 0.
  private let oldestMonth: Int
  let count: Int

  init(_ forum: Forum) {
    self.forum = forum
    let settings = forum.settings
    roles = Dictionary(
      settings.roles.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    firstRole = forum.members.count
    firstBoard = firstRole + settings.roles.count
    firstTag = firstBoard + forum.boards.count
    closed = firstTag + forum.tags.count
    answered = closed + 1
    firstMonth = closed + 2
    oldestMonth = Self.month(Day(daysSince1970: forum.days.lowerBound))
    // A reply may be dated before all threads.
    count =
      firstMonth + max(0, Self.month(Day(daysSince1970: forum.days.upperBound)) - oldestMonth) + 1
  }

  /// The role's place in forum.yml.
  func number(of role: Role) -> Int? { roles[role.name] }

  func author(_ member: Int32) -> Int { Int(member) }
  func role(_ number: Int) -> Int { firstRole + number }
  func board(_ index: Int) -> Int { firstBoard + index }
  func tag(_ index: Int32) -> Int { firstTag + Int(index) }

  /// Nil for a month beyond the forum's life.
  func month(of date: PostDate) -> Int? {
    let number = firstMonth + Self.month(date.day) - oldestMonth
    return (firstMonth..<count).contains(number) ? number : nil
  }

  /// `author=wren`, `in=2022-05`
  func key(_ number: Int) -> String {
    switch number {
    case ..<firstRole: "author=\(forum.members[number].name.key)"
    case ..<firstBoard: "role=\(forum.settings.roles[number - firstRole].name)"
    case ..<firstTag: "board=\(forum.boards[number - firstBoard].slug)"
    case ..<closed: "tag=\(Self.part(of: forum.tags[number - firstTag].url))"
    case closed: "is=closed"
    case answered: "is=answered"
    default: Self.key(ofMonth: oldestMonth + number - firstMonth)
    }
  }

  private static func key(ofMonth month: Int) -> String {
    let (year, number) = (month / 12, month % 12 + 1)
    return number < 10 ? "in=\(year)-0\(number)" : "in=\(year)-\(number)"
  }

  private static func month(_ day: Day) -> Int {
    let (year, month, _) = day.parts
    return year * 12 + month - 1
  }

  /// The last part of a URL that is a folder.
  private static func part(of url: String) -> Substring {
    url.split(separator: "/").last ?? ""
  }
}
