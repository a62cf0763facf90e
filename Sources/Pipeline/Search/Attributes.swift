import Content
import Forum

/// What a search can be limited to besides words, as keys of the dictionary.
struct Attributes {
  private let tags: [String]
  private let roles: [String: Int]

  init(_ forum: Forum) {
    tags = forum.tags.map { "tag=\(Self.part(of: $0.url))" }
    roles = Dictionary(
      forum.settings.roles.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func tag(_ index: Int32) -> String { tags[Int(index)] }

  /// The role's place in forum.yml.
  func number(of role: Role) -> Int? { roles[role.name] }

  /// `in=2022-05`
  func month(of date: PostDate) -> String {
    let (year, month, _) = date.day.parts
    return month < 10 ? "in=\(year)-0\(month)" : "in=\(year)-\(month)"
  }

  /// The last part of a URL that is a folder.
  private static func part(of url: String) -> Substring {
    url.split(separator: "/").last ?? ""
  }
}
