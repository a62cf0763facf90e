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
  /// Of the year 0, for a reply may be dated before all threads, and what a thread is found by must not hang
  /// on others.
  private let firstMonth: Int

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
  }

  /// The role's place in forum.yml.
  func number(of role: Role) -> Int? { roles[role.name] }

  func author(_ member: Int32) -> Int { Int(member) }
  func role(_ number: Int) -> Int { firstRole + number }
  func board(_ index: Int) -> Int { firstBoard + index }
  func tag(_ index: Int32) -> Int { firstTag + Int(index) }

  func month(of date: PostDate) -> Int { firstMonth + Self.month(date.day) }

  /// `author=wren`, `in=2022-05`
  func key(_ number: Int) -> String {
    switch number {
    case ..<firstRole: "author=\(forum.members[number].name.key)"
    case ..<firstBoard: "role=\(forum.settings.roles[number - firstRole].name)"
    case ..<firstTag: "board=\(forum.boards[number - firstBoard].slug)"
    case ..<closed: "tag=\(Self.part(of: forum.tags[number - firstTag].url))"
    case closed: "is=closed"
    case answered: "is=answered"
    default: Self.key(ofMonth: number - firstMonth)
    }
  }

  private static func key(ofMonth month: Int) -> String {
    let (year, number) = (month / 12, month % 12 + 1)
    return number < 10 ? "in=\(year)-0\(number)" : "in=\(year)-\(number)"
  }

  /// Since the year 0.
  private static func month(_ day: Day) -> Int {
    let (year, month, _) = day.parts
    return year * 12 + month - 1
  }

  /// The last part of a URL that is a folder.
  private static func part(of url: String) -> Substring {
    url.split(separator: "/").last ?? ""
  }
}
