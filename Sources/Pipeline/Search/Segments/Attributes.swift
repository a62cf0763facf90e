import Content
import Forum

/// The attributes that a search can be limited to (author, role, board, tag, state, month), as
/// keys of the dictionary. Each attribute has a number, so that its key is not built again for
/// each post.
final class Attributes: Sendable {
  private let forum: Forum
  private let roles: [String: Int]
  private let firstRole: Int
  private let firstBoard: Int
  private let firstTag: Int
  let closed: Int
  let answered: Int
  /// The number of the first month, January of year 0. Months are not counted from the oldest
  /// thread, because a reply may have an earlier date.
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

  /// Returns the role's index in forum.yml. Nil if the role is not defined there.
  func number(of role: Role) -> Int? { roles[role.name] }

  func author(_ member: Int32) -> Int { Int(member) }
  func role(_ number: Int) -> Int { firstRole + number }
  func board(_ index: Int) -> Int { firstBoard + index }
  func tag(_ index: Int32) -> Int { firstTag + Int(index) }

  func month(of date: PostDate) -> Int { firstMonth + Self.month(date.day) }

  /// Returns the attribute's key in the dictionary, for example `author=wren` or `in=2022-05`.
  func key(_ number: Int) -> String {
    switch number {
    case ..<firstRole: "author=\(forum.members[number].name.key)"
    case ..<firstBoard: "role=\(forum.settings.roles[number - firstRole].name)"
    case ..<firstTag: "board=\(forum.boards[number - firstBoard].slug)"
    case ..<closed: "tag=\(Self.lastComponent(of: forum.tags[number - firstTag].url))"
    case closed: "is=closed"
    case answered: "is=answered"
    default: Self.key(ofMonth: number - firstMonth)
    }
  }

  private static func key(ofMonth month: Int) -> String {
    let (year, number) = (month / 12, month % 12 + 1)
    return number < 10 ? "in=\(year)-0\(number)" : "in=\(year)-\(number)"
  }

  /// Returns the number of months since January of year 0.
  private static func month(_ day: Day) -> Int {
    let (year, month, _) = day.parts
    return year * 12 + month - 1
  }

  /// Returns the last component of a URL path that ends in a slash.
  private static func lastComponent(of url: String) -> Substring {
    url.split(separator: "/").last ?? ""
  }
}
