package import Content
package import Diagnostics

package final class Member: Sendable {
  package let name: MemberName
  /// Root-relative URL of the member's page, or nil for a former member.
  package let url: String?
  package let role: Role?
  package let rank: Rank?
  package let joined: Day?
  /// Markdown.
  package let bio: LocatedText?
  package let isFormer: Bool
  /// Whether the member has died. The page then has a quiet line and no rank. Always false for a
  /// former member.
  package let isInMemory: Bool
  /// Posts that were not removed, newest first.
  package let posts: MemberPosts

  package var isOfficial: Bool { role?.isOfficial ?? false }

  init(
    name: MemberName, url: String?, role: Role?, rank: Rank?, joined: Day?, bio: LocatedText?,
    isFormer: Bool, isInMemory: Bool, posts: MemberPosts
  ) {
    self.name = name
    self.url = url
    self.role = role
    self.rank = rank
    self.joined = joined
    self.bio = bio
    self.isFormer = isFormer
    self.isInMemory = isInMemory
    self.posts = posts
  }
}

package struct PostReference: Sendable, Hashable, BitwiseCopyable {
  package let thread: Int32
  /// Number of the post in its thread, from 1.
  package let number: Int32
  /// Date of the post, stored here so that lists of posts need not access the threads.
  package let date: PostDate
}
