import Content
import Forum
import Localisation
import Mustache
import Theme

/// The position of a page among the pages of a list or a thread.
struct Pagination {
  let number: Int
  let count: Int
  /// URL of the first page.
  let url: String

  /// Returns the record of the pagination. Missing if there is only one page.
  func value(_ wording: Wording, _ urls: SiteRoutes, _ values: inout ValueArena) -> Value {
    guard count > 1 else { return .missing }
    let position = wording.formatted(.pageOf, [.page: String(number), .pages: String(count)])
    return values.record(
      Shapes.pagination,
      [
        values.text(position), neighbour(number - 1, urls, &values),
        neighbour(number + 1, urls, &values), pages(wording, urls, &values),
      ])
  }
}

extension Pagination {
  private func neighbour(_ number: Int, _ urls: SiteRoutes, _ values: inout ValueArena) -> Value {
    (1...count).contains(number) ? values.text(urls.page(number, of: url)) : .missing
  }

  /// Returns links to the first page, the last page, and two pages on either side of the current
  /// one. Each run of omitted pages is a gap.
  private func pages(_ wording: Wording, _ urls: SiteRoutes, _ values: inout ValueArena) -> Value {
    let linkedPages = (1...count).filter { $0 == 1 || $0 == count || abs($0 - number) <= 2 }
    var pages: [Value] = []
    for (index, page) in linkedPages.enumerated() {
      if index > 0, linkedPages[index - 1] != page - 1 {
        pages.append(
          values.record(
            Shapes.pageLink, [.missing, .missing, .missing, .flag(false), .flag(true)]))
      }
      pages.append(
        values.record(
          Shapes.pageLink,
          [
            values.text { appendDecimal(page, to: &$0) },
            values.text { wording.pattern(.goToPage).append(.number, page, to: &$0) },
            values.text(urls.page(page, of: url)), .flag(page == number), .flag(false),
          ]))
    }
    return values.list(pages)
  }
}
