package import Diagnostics

/// The settings in forum.yml, with defaults for optional keys.
package struct ForumSettings: Sendable {
  package let title: String
  package let url: BaseURL
  package let description: String
  package let language: String
  package let zone: TimeZoneTable
  /// Markdown.
  package let disclaimer: LocatedText
  package let helpline: Helpline
  package let otherSupport: [SupportLine]
  /// Path of a page, relative to the content folder.
  package let privacyPolicy: LocatedText?
  package let roles: [Role]
  /// In ascending order of `posts`.
  package let ranks: [Rank]
  package let threadsPerPage: Int
  package let postsPerPage: Int
  package let postOrder: PostOrder
  /// Age in months after which an official post has a notice, unless it was reviewed since.
  package let adviceReviewMonths: Int
  package let securityContact: String?
}

package enum PostOrder: String, Sendable, Hashable {
  case oldestFirst = "oldest-first"
  case newestFirst = "newest-first"
}

package struct Role: Sendable, Hashable {
  /// The key under `roles` in forum.yml, to which members.yml refers.
  package let name: String
  package let label: String
  /// Whether posts of members with this role are official answers.
  package let isOfficial: Bool
}

package struct Rank: Sendable, Hashable {
  /// Number of posts from which a member has this rank.
  package let posts: Int
  package let label: String
}
