// The Forum module: the model of the whole community, with members, tags, URLs and link targets.
// Its entry points are `ForumBuilder`, which makes the model, and `ReferenceChecker`. The model
// contains no texts of posts.

package import Content

/// The whole community. Boards, threads, members, tags and pages are identified by index.
///
/// A class, because copying a struct would retain each of its many fields.
package final class Forum: Sendable {
  package let settings: ForumSettings
  package let today: Day
  /// Boards in the order of the home page.
  package let boards: [Board]
  /// Threads sorted by path.
  package let threads: [ForumThread]
  /// Members sorted by key, including former members.
  package let members: [Member]
  /// Tags sorted by the last segment of their URLs.
  package let tags: [Tag]
  package let pages: [ContentPage]
  package let redirects: [Redirect]
  /// Indices of the threads that were started last, newest first, for the home page. At most ten.
  package let newestThreads: [Int32]
  package let related: RelatedThreads
  /// Range from the day of the first thread to the day of the newest post, in days since 1970.
  package let days: ClosedRange<Int>
  /// Number of posts, without removed ones.
  package let postCount: Int
  /// Number of members with a page, which former members do not have.
  package let memberCount: Int
  package let formerNames: FormerNames
  package let urls: SiteRoutes
  package let mentions: MentionIndex
  package let glossary: [GlossaryTerm]
  package let terms: TermIndex
  /// Expansions of search queries, each in one direction, in the order of synonyms.yml.
  package let synonyms: [Synonym]
  /// Words and phrases that suggest that a reader needs help first, in the order of
  /// support-words.yml.
  package let supportWords: [String]
  /// Index of the page that `privacy_policy` names.
  package let privacyPage: Int?

  /// References in the texts of forum.yml and members.yml.
  package let settingsReferences: [(path: String, references: References)]

  let index: ForumIndex

  init(
    settings: ForumSettings,
    today: Day,
    boards: [Board],
    threads: [ForumThread],
    members: [Member],
    tags: [Tag],
    pages: [ContentPage],
    redirects: [Redirect],
    related: RelatedThreads,
    totals: ThreadTotals,
    memberCount: Int,
    formerNames: FormerNames,
    urls: SiteRoutes,
    mentions: MentionIndex,
    glossary: [GlossaryTerm],
    terms: TermIndex,
    synonyms: [Synonym],
    supportWords: [String],
    privacyPage: Int?,
    settingsReferences: [(path: String, references: References)],
    index: ForumIndex
  ) {
    self.settings = settings
    self.today = today
    self.boards = boards
    self.threads = threads
    self.members = members
    self.tags = tags
    self.pages = pages
    self.redirects = redirects
    self.related = related
    newestThreads = totals.newest
    days = totals.days
    postCount = totals.postCount
    self.memberCount = memberCount
    self.formerNames = formerNames
    self.urls = urls
    self.mentions = mentions
    self.glossary = glossary
    self.terms = terms
    self.synonyms = synonyms
    self.supportWords = supportWords
    self.privacyPage = privacyPage
    self.settingsReferences = settingsReferences
    self.index = index
  }
}

package final class Board: Sendable {
  package let slug: Slug
  package let document: BoardDocument
  package let path: String
  package let references: References
  package let url: String
  /// Pinned threads first, then by last activity, newest first.
  package let threadsByActivity: [Int32]
  /// Pinned threads first, then by start, newest first.
  package let threadsByStart: [Int32]
  package let postCount: Int
  /// Index of the thread with the newest post.
  package let newestThread: Int32?
  /// Index of the page whose text is shown above the board's threads.
  package let disclaimerPage: Int?

  init(
    slug: Slug,
    document: BoardDocument,
    path: String,
    references: References,
    url: String,
    threadsByActivity: [Int32],
    threadsByStart: [Int32],
    postCount: Int,
    newestThread: Int32?,
    disclaimerPage: Int?
  ) {
    self.slug = slug
    self.document = document
    self.path = path
    self.references = references
    self.url = url
    self.threadsByActivity = threadsByActivity
    self.threadsByStart = threadsByStart
    self.postCount = postCount
    self.newestThread = newestThread
    self.disclaimerPage = disclaimerPage
  }
}

package final class Member: Sendable {
  package let name: MemberName
  /// Root-relative URL of the member's page, or nil for a former member.
  package let url: String?
  package let role: Role?
  package let rank: Rank?
  package let joined: Day?
  /// Markdown.
  package let bio: YAMLScalar?
  package let isFormer: Bool
  /// Whether the member has died. The page then has a quiet line and no rank. Always false for a
  /// former member.
  package let isInMemory: Bool
  /// Posts that were not removed, newest first.
  package let posts: MemberPosts

  package var isOfficial: Bool { role?.isOfficial ?? false }

  init(
    name: MemberName, url: String?, role: Role?, rank: Rank?, joined: Day?, bio: YAMLScalar?,
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

package struct Tag: Sendable {
  package let name: String
  package let url: String
  /// Indices of the tag's threads, by last activity, newest first.
  package let threads: [Int32]
}

package struct ContentPage: Sendable {
  package let slug: Slug
  package let path: String
  package let url: String
  package let document: PageDocument
  package let references: References
}

/// A page at an earlier path that redirects to the present URL of its content.
package struct Redirect: Sendable {
  /// Path relative to the forum's URL, without leading or trailing slash.
  package let path: String
  package let target: String
  package let title: String
  /// Path of the file that declares the alias, relative to content/.
  package let file: String
  /// Offset of the alias in that file, in bytes.
  package let offset: Int

  /// Whether the path is a file name. Other paths become folders with an index.html.
  package var isFile: Bool { path.hasSuffix(".html") || path.hasSuffix(".htm") }
}
