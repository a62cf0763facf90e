package import Content
import Fingerprints
import Forum
import Localisation
import Mustache
import Theme

/// Generates the contents of pages and other files. Each worker needs its own instance, because it
/// contains scratch memory.
package final class PageGenerator {
  let site: Site
  let bodies: BodyRenderer
  private var scratch: [UInt8] = []
  private var values: ValueArena

  private var views: SiteViews { site.views }

  package init(_ site: Site) {
    self.site = site
    bodies = BodyRenderer(site.views.forum, site.views.wording, site.views.meanings)
    values = ValueArena(sharing: site.views.shared)
  }

  /// Appends the contents of a file. `documents` are the threads of its `PageInput`, in their
  /// order.
  package func render(
    _ page: PlannedPage, _ documents: [ThreadDocument], into html: inout [UInt8]
  ) {
    if appendAuxiliaryFile(page.subject, documents, to: &html) { return }
    values.removeAll()
    guard let (kind, record) = record(of: page.subject, documents.first, &values) else { return }
    site.templates[kind]?.render(record, of: values, into: &html)
  }

  /// Returns the record for the page's template. Nil for a file without a template.
  func record(
    of subject: PageSubject, _ document: ThreadDocument?, _ values: inout ValueArena
  ) -> (PageKind, Value)? {
    view(of: subject, document, &values).map {
      ($0, views.layout.record($0, $1.0, $1.1, &values))
    }
  }
}

extension PageGenerator {
  private func view(
    of subject: PageSubject, _ document: ThreadDocument?, _ values: inout ValueArena
  ) -> (PageKind, (PageHead, [Value]))? {
    switch subject {
    case .thread(let index, let number):
      guard let document else { return nil }
      let view = ThreadView(views: views, index: index, &values)
      return (.thread, view.page(number, of: document, bodies, &values))
    case .home: return (.home, views.home(&values))
    case .board(let index, let isByStart, let number):
      return (.board, views.board(index, isByStart: isByStart, page: number, &values))
    case .member(let index, let number):
      return (.member, views.member(index, page: number, bodies, &values))
    case .members(let number):
      return (.members, views.members(page: number, visible: site.visibleMembers, &values))
    case .tag(let index, let number): return (.tag, views.tag(index, page: number, &values))
    case .tags(let number): return (.tags, views.tags(page: number, &values))
    case .page(let index): return (.page, views.page(index, &values))
    case .glossary: return (.glossary, views.glossary(&values))
    case .search: return (.search, views.search(&values))
    case .resourceList: return (.loads, site.resourceList(&values))
    case .redirect(let index):
      return (.redirect, views.redirect(views.forum.redirects[index], &values))
    case .notFound: return (.notFound, views.notFound(&values))
    case .feed, .sitemap, .robots, .securityContact, .headers, .asset, .staticFile:
      return nil
    }
  }

  /// Adds all values of a page that is made from the model alone.
  func add(_ subject: PageSubject, to hasher: inout Fingerprinter) {
    values.removeAll()
    guard let (kind, record) = record(of: subject, nil, &values) else { return }
    hasher.combine(kind.rawValue)
    scratch.removeAll(keepingCapacity: true)
    values.appendCanonicalBytes(of: record, to: &scratch)
    hasher.combine(scratch)
  }
}
