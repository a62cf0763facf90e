// The Forum module: the model of the whole community, with members, tags, URLs and link targets.
// Its entry points are `ForumBuilder`, which makes the model, and `ReferenceChecker`. The model
// contains no texts of posts.

package import Content
import Diagnostics

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
    content: CommunityContent,
    today: Day,
    boards: [Board],
    threads: [ForumThread],
    members: [Member],
    tags: [Tag],
    pages: [ContentPage],
    redirects: [Redirect],
    related: RelatedThreads,
    totals: ThreadTotals,
    urls: SiteRoutes,
    mentions: MentionIndex,
    terms: TermIndex,
    index: ForumIndex
  ) {
    settings = content.settings
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
    memberCount = members.count { $0.url != nil }
    formerNames = FormerNames(members.filter(\.isFormer).map(\.name))
    self.urls = urls
    self.mentions = mentions
    glossary = content.glossary
    self.terms = terms
    synonyms = content.synonyms.flatMap(\.synonyms)
    supportWords = content.supportWords
    privacyPage = content.settings.privacyPolicy.flatMap { policy in
      pages.firstIndex { $0.path == policy.text }
    }
    settingsReferences = [
      ("forum.yml", content.forumReferences), ("members.yml", content.memberReferences),
    ]
    self.index = index
  }
}
