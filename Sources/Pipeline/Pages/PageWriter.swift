package import Content
import Fingerprints
import Forum
import Mustache

/// Renders pages. One for each worker: it keeps scratch memory.
package final class PageWriter {
  private let site: Site
  private let bodies: BodyRenderer
  private var scratch: [UInt8] = []

  private var views: SiteViews { site.views }

  package init(_ site: Site) {
    self.site = site
    bodies = BodyRenderer(site.views.forum, site.views.wording)
  }

  /// Appends the page's HTML. `document`: the thread, for a page of one.
  package func render(_ page: PlannedPage, _ document: ThreadDocument?, into html: inout [UInt8]) {
    guard let (kind, record) = record(of: page, document) else { return }
    site.templates.render(kind.rawValue, record, into: &html)
  }

  /// What the page's template is given; nil for a file that is published as it is.
  func record(of page: PlannedPage, _ document: ThreadDocument?) -> (PageKind, Record)? {
    view(of: page.subject, document).map { ($0, views.layout.record($0, $1.0, $1.1)) }
  }
}

extension PageWriter {
  private func view(
    of subject: PageSubject, _ document: ThreadDocument?
  ) -> (PageKind, (PageHead, [Value]))? {
    switch subject {
    case .thread(let index, let number):
      guard let document else { return nil }
      return (.thread, ThreadView(views: views, index: index).page(number, of: document, bodies))
    case .home: return (.home, views.home())
    case .board(let index, let isByStart, let number):
      return (.board, views.board(index, isByStart: isByStart, page: number))
    case .member(let index, let number):
      return (.member, views.member(index, page: number, bodies))
    case .members(let number):
      return (.members, views.members(page: number, visible: site.visibleMembers))
    case .tag(let index, let number): return (.tag, views.tag(index, page: number))
    case .tags(let number): return (.tags, views.tags(page: number))
    case .page(let index): return (.page, views.page(index))
    case .glossary: return (.glossary, views.glossary())
    case .redirect(let index):
      return (.redirect, views.redirect(views.forum.redirects[index]))
    case .notFound: return (.notFound, views.notFound())
    case .asset, .staticFile: return nil
    }
  }

  /// All that a page made from the model alone shows: its values.
  func add(_ subject: PageSubject, to printer: inout Fingerprinter) {
    guard let (kind, view) = view(of: subject, nil) else { return }
    printer.add(kind.rawValue)
    scratch.removeAll(keepingCapacity: true)
    view.0.record.appendCanonicalBytes(to: &scratch)
    Record(Shapes.shape(of: kind), view.1).appendCanonicalBytes(to: &scratch)
    printer.add(scratch)
  }
}
