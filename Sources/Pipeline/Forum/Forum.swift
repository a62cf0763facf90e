// The Forum room: all threads, members, tags and pages together, with their URLs. Its door is
// `ForumBuilder`; what comes out holds no text of posts.

package import Content

/// The whole community. A class, for every page asks it: handed about as a value, its twenty fields
/// were counted at each step. Boards, threads, members and tags are named by their indices.
package final class Forum: Sendable {
  package let settings: ForumSettings
  package let today: Day
  /// In the order of the home page.
  package let boards: [Board]
  /// In the order of their files' paths.
  package let threads: [ForumThread]
  /// In the order of their keys; former ones among them.
  package let members: [Member]
  /// In the order of their keys.
  package let tags: [Tag]
  package let pages: [ContentPage]
  package let redirects: [Redirect]
  /// The last that were started, newest first, for the home page: ten at most.
  package let newestThreads: [Int32]
  package let related: RelatedThreads
  /// From the day of the first thread to that of the newest post, counted since 1970.
  package let days: ClosedRange<Int>
  /// Posts that were not removed.
  package let postCount: Int
  /// Members with a page.
  package let memberCount: Int
  package let formerNames: FormerNames
  package let urls: SiteURLs
  package let mentions: MentionIndex
  package let glossary: [GlossaryTerm]
  package let terms: TermIndex
  /// What is found for what patients type; one way, in the order of synonyms.yml.
  package let synonyms: [Synonym]
  /// Words and phrases that ask for help first, as support-words.yml has them.
  package let supportWords: [String]
  /// The page of `privacy_policy`.
  package let privacyPage: Int?

  /// Of the texts in forum.yml and members.yml.
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
    digest: ThreadDigest,
    memberCount: Int,
    formerNames: FormerNames,
    urls: SiteURLs,
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
    newestThreads = digest.newest
    days = digest.days
    postCount = digest.postCount
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
  /// Pinned ones first, then by last activity, newest first.
  package let threadsByActivity: [Int32]
  /// Pinned ones first, then by start, newest first.
  package let threadsByStart: [Int32]
  package let postCount: Int
  /// The thread of the newest post.
  package let newestThread: Int32?
  /// The page whose text stands above the board's threads.
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
  /// The part of the URL, or nil for a former member and for one whose posts were all removed.
  package let url: String?
  package let role: Role?
  package let rank: Rank?
  package let joined: Day?
  /// Markdown.
  package let bio: YAMLScalar?
  package let isFormer: Bool
  /// Has died: remembered by a quiet line, without a rank. Never true of a former member.
  package let isInMemory: Bool
  /// Newest first; removed ones left out.
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
  /// From 1.
  package let number: Int32
  /// The post's, so that a list of posts need not look into as many threads.
  package let date: PostDate
}

package struct Tag: Sendable {
  package let name: String
  package let url: String
  /// By last activity, newest first.
  package let threads: [Int32]
}

package struct ContentPage: Sendable {
  package let slug: Slug
  package let path: String
  package let url: String
  package let document: PageDocument
  package let references: References
}

/// A page at an earlier path that leads to the one where its content is now.
package struct Redirect: Sendable {
  /// Below the site's root, without slashes at its ends.
  package let path: String
  package let target: String
  package let title: String
  /// The file that gives the alias, by its path below content/.
  package let file: String
  /// Where in that file the alias was written.
  package let offset: Int

  /// Whether the path is a file's own name: others are folders with an index.html.
  package var isFile: Bool { path.hasSuffix(".html") || path.hasSuffix(".htm") }
}
