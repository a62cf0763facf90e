import Content
import Forum
import Mustache

/// Where a page stands among the pages of a list or a thread.
struct Pagination {
  let number: Int
  let count: Int
  /// Of the first page.
  let url: String

  /// Missing for a list of one page.
  func value(_ wording: Wording, _ urls: SiteURLs) -> Value {
    guard count > 1 else { return .missing }
    let position = wording.filled(.pageOf, ["page": String(number), "pages": String(count)])
    return .record(
      Record(
        Shapes.pagination,
        [
          .text(position), neighbour(number - 1, urls), neighbour(number + 1, urls),
          .list(pages(wording, urls)),
        ]))
  }
}

extension Pagination {
  private func neighbour(_ number: Int, _ urls: SiteURLs) -> Value {
    (1...count).contains(number) ? .text(urls.page(number, of: url)) : .missing
  }

  /// The first, the last, and two on either side; what is left out between is a gap.
  private func pages(_ wording: Wording, _ urls: SiteURLs) -> [Value] {
    let shown = (1...count).filter { $0 == 1 || $0 == count || abs($0 - number) <= 2 }
    guard case .list(let shape)? = Shapes.pagination.fields.last?.kind else { return [] }
    var values: [Value] = []
    for (index, page) in shown.enumerated() {
      if index > 0, shown[index - 1] != page - 1 {
        values.append(
          .record(Record(shape, [.missing, .missing, .missing, .flag(false), .flag(true)])))
      }
      let label = wording.filled(.goToPage, ["number": String(page)])
      values.append(
        .record(
          Record(
            shape,
            [
              .text(String(page)), .text(label), .text(urls.page(page, of: url)),
              .flag(page == number), .flag(false),
            ])))
    }
    return values
  }
}
