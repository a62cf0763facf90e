import Content
import Forum
import Localisation
import Mustache
import Theme

/// Parts that lists and heads of pages have in common.
extension SiteViews {
  /// Returns the items on page `number` of a list.
  func slice<Items: RandomAccessCollection>(
    _ items: Items, page number: Int
  ) -> Items.SubSequence where Items.Index == Int {
    let size = forum.settings.threadsPerPage
    let start = min((number - 1) * size, items.count)
    return items[start..<min(start + size, items.count)]
  }

  func pagination(
    _ number: Int, rows: Int, of url: String, _ values: inout ValueArena
  ) -> Value {
    Pagination(number: number, count: forum.pageCount(rows: rows), url: url)
      .value(wording, forum.urls, &values)
  }

  /// Returns the head of a page. The title of a later page of a list contains the page's number.
  /// `structuredData` is by default a breadcrumb below the home page.
  func head(
    _ title: String, _ description: String, url: String,
    _ structuredData: StructuredDataKind? = nil,
    page number: Int = 1
  ) -> PageHead {
    let numberedTitle =
      number == 1
      ? title : wording.formatted(.titleOfPage, [.title: title, .page: String(number)])
    return PageHead(
      title: numberedTitle, url: forum.urls.page(number, of: url),
      description: redacted(description),
      structuredData: structuredData ?? .breadcrumb(.home, title))
  }
}
