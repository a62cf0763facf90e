package import Content
import Diagnostics
package import Survey

/// Builds the forum model: members and tags from the posts, URLs, and sorted lists. Reports
/// problems that only all files together show.
///
/// It runs in full on every build, which is cheap because the summaries contain no texts of
/// posts.
///
/// The steps are `members` and `tags`, then `threads`, then `CollectedThreads.members` and
/// `CollectedThreads.lists`, then `forum`. The two calls of one step may run in parallel. `build`
/// runs all steps.
package struct ForumBuilder {
  let content: CommunityContent
  let today: Day
  let tree: ContentTree
  let summaries: [ThreadSummary]
  let drafts: [ThreadSummary]
  let urls: SiteRoutes
  var diagnostics: [CrossFileDiagnostic] = []

  /// Creates a builder. `summaries` must be sorted by path.
  package init(
    _ content: CommunityContent, tree: ContentTree, today: Day, summaries: [ThreadSummary],
    showsDrafts: Bool
  ) {
    self.content = content
    self.today = today
    self.tree = tree
    drafts = showsDrafts ? [] : summaries.filter(\.isDraft)
    self.summaries = drafts.isEmpty ? summaries : summaries.filter { !$0.isDraft }
    urls = SiteRoutes(content.settings.url)
  }

  /// Returns the forum and its diagnostics. References are not checked yet.
  package consuming func build() -> (forum: Forum, diagnostics: [CrossFileDiagnostic]) {
    let threads = threads(members(), tags())
    return forum(threads, members: threads.members(), lists: threads.lists())
  }

  package func members() -> MemberCollector { MemberCollector(content, summaries) }

  package func tags() -> TagCollector { TagCollector(summaries, urls: urls) }

  package func threads(_ members: MemberCollector, _ tags: TagCollector) -> CollectedThreads {
    CollectedThreads(content, summaries, members, tags, urls)
  }

  /// Returns the forum and its diagnostics. `members` and `lists`: those of `threads`.
  package consuming func forum(
    _ threads: CollectedThreads, members: [Member], lists: ThreadLists
  ) -> (forum: Forum, diagnostics: [CrossFileDiagnostic]) {
    diagnostics += threads.diagnostics
    let forum = makeForum(threads, members, lists)
    checkPageReferences()
    diagnostics += FormerNameChecker(forum, content, staticFiles: tree.staticFiles.map(\.path))
      .diagnostics()
    return (forum, diagnostics)
  }
}

extension ForumBuilder {
  private mutating func makeForum(
    _ collected: CollectedThreads, _ members: [Member], _ lists: ThreadLists
  ) -> Forum {
    let (pages, threads) = (contentPages, collected.threads)
    var urlAssigner = URLAssigner(
      urls: urls, hasGlossary: !content.glossary.isEmpty, lists, threads: threads,
      members: members, pages: pages)
    let redirects = urlAssigner.addAliases(ofThreads: collected.withAliases)
    urlAssigner.addFiles(
      staticFiles: tree.staticFiles.map(\.path), drafts: drafts.map(\.path), tree: tree)
    let terms = TermIndex(content.glossary)
    diagnostics += urlAssigner.diagnostics + terms.collisions(in: content.glossary)
    return Forum(
      content: content, today: today, boards: lists.boards, threads: threads, members: members,
      tags: lists.tags, pages: pages, redirects: redirects, related: lists.related,
      totals: collected.totals, urls: urls, mentions: MentionIndex(collected.memberKeys),
      terms: terms, index: urlAssigner.index)
  }

  private var contentPages: [ContentPage] {
    content.pages.map {
      ContentPage(
        slug: $0.slug, path: $0.path, url: urls.page($0.slug), document: $0.document,
        references: $0.references)
    }
  }

  /// Checks that pages named by settings and boards exist. A page with errors of its own counts
  /// as existing.
  private mutating func checkPageReferences() {
    let paths = tree.pages
    let references =
      [(content.settings.privacyPolicy, "forum.yml", "privacy_policy")]
      + content.boards.map { ($0.document.disclaimer, $0.path, "disclaimer") }
    for case (let page?, let path, let key) in references where !paths.contains(page.text) {
      diagnostics.append(
        CrossFileDiagnostic(
          .error, "no-such-page",
          "there is no page '\(page.text)'; '\(key)' must be the path of a page, such as "
            + "pages/privacy-policy.md", in: path, at: page.offset,
          suggestion: paths.mostSimilar(to: page.text)))
    }
  }
}
