package import Content
import Fingerprints
package import Forum
import Localisation
import Mustache
package import Theme

// The module Pages: it plans the pages of a site from the forum model, computes a fingerprint of
// what each page shows, and generates its HTML. The entry point is `Site`.

/// All pages of a forum with a theme.
package struct Site: Sendable {
  let views: SiteViews
  let assets: PublishedAssets
  /// Templates in which the layout's values are filled in.
  let templates: [PageKind: PageTemplate]
  let theme: Theme
  let staticFiles: [VerbatimFile]
  /// Indices of the members with a page, in the order of the list of members.
  let visibleMembers: [Int]
  /// Fingerprint of everything that all pages show.
  let sharedFingerprint: Fingerprint

  /// Fingerprints of boards, tags and authors as pages name them.
  let nameFingerprints: NameFingerprints

  /// Pages that search engines should index.
  let sitemap: Sitemap
  /// Groups of all planned files.
  package private(set) var groups: [PageGroup] = []

  package init(
    _ forum: Forum, _ compiled: CompiledTheme, staticFiles: [VerbatimFile],
    maximumURLsPerSitemap: Int = Sitemap.maximumURLs
  ) {
    let theme = compiled.theme
    let wording = Wording(
      theme.strings, language: forum.settings.language, days: forum.daysToPrecompute)
    assets = compiled.published
    let views = SiteViews(forum, wording, assets, precomputesValues: false)
    self.views = views
    templates = Self.filled(compiled.templates, views)
    self.theme = theme
    self.staticFiles = staticFiles
    let visibleMembers = forum.members.indices.filter { forum.members[$0].url != nil }
    self.visibleMembers = visibleMembers
    let (copies, files) = (compiled.published.copies.count, staticFiles.count)
    nameFingerprints = NameFingerprints(views)
    sharedFingerprint = Self.sharedFingerprint(of: compiled, views)
    groups = views.pageGroups(members: visibleMembers, copies: copies, files: files)
    sitemap = Sitemap(groups, maximumURLs: maximumURLsPerSitemap) {
      views.indexedURL(of: $0)?.first
    }
    groups += auxiliaryGroups
  }

  /// Links to the entries of the glossary page. `spellings`: those of a term, with the names of
  /// former members replaced.
  package var glossaryLinks: [(spellings: [String], url: String)] { views.glossaryLinks }

  /// Returns the same site with values precomputed for all threads and authors, which saves time
  /// if many pages are rendered.
  package func withPrecomputedValues(_ compiled: CompiledTheme) -> Site {
    Site(self, SiteViews(views.forum, views.wording, assets, precomputesValues: true), compiled)
  }

  private init(_ site: Site, _ views: SiteViews, _ compiled: CompiledTheme) {
    self.views = views
    templates = Self.filled(compiled.templates, views)
    (theme, assets, staticFiles) = (site.theme, site.assets, site.staticFiles)
    (visibleMembers, sharedFingerprint, nameFingerprints) = (
      site.visibleMembers, site.sharedFingerprint, site.nameFingerprints
    )
    (sitemap, groups) = (site.sitemap, site.groups)
  }

  private static func sharedFingerprint(
    of compiled: CompiledTheme, _ views: SiteViews
  ) -> Fingerprint {
    let forum = views.forum
    var hasher = Fingerprinter()
    hasher.combine(compiled.fingerprint)
    hasher.combine(views.layout.canonicalBytes)
    hasher.combine(forum.settings.url.absolute(forum.urls.home))
    hasher.combine(forum.settings.zone.canonicalBytes)
    hasher.combine(forum.settings.postsPerPage)
    hasher.combine(forum.settings.threadsPerPage)
    for member in forum.members where member.isFormer { hasher.combine(member.name.displayName) }
    return hasher.fingerprint()
  }

  private static func filled(
    _ templates: TemplateSet, _ views: SiteViews
  ) -> [PageKind: PageTemplate] {
    let values = ValueArena(sharing: views.shared)
    var filled: [PageKind: PageTemplate] = [:]
    for kind in PageKind.allCases {
      let template = templates.template(ofPage: kind.rawValue)
      filled[kind] = template?.specialized(
        for: views.layout.values, of: values, shape: Shapes.shape(of: kind))
    }
    return filled
  }
}

extension Forum {
  /// Days whose texts are precomputed: those of the forum's existence, but at most the last
  /// 18,000 (49 years).
  fileprivate var daysToPrecompute: Range<Int> {
    max(days.lowerBound, days.upperBound - 18_000)..<days.upperBound + 1
  }
}
