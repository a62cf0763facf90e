/// The subject of a page. `page` counts from 1. All other numbers are indices of the forum's
/// objects, of the published copies of assets, or of the static files.
enum PageSubject: Sendable {
  case home
  case board(Int, isByStart: Bool, page: Int)
  case thread(Int, page: Int)
  case member(Int, page: Int)
  case members(page: Int)
  case tag(Int, page: Int)
  case tags(page: Int)
  case page(Int)
  case glossary
  case search
  case resourceList
  case redirect(Int)
  case notFound
  case feed(FeedScope)
  /// 0 is `/sitemap.xml`.
  case sitemap(Int)
  case robots, securityContact, headers
  case asset(Int)
  case staticFile(Int)

  /// Returns page `number` of the same list or thread, or the subject itself if it has only one
  /// page.
  func page(_ number: Int) -> PageSubject {
    switch self {
    case .board(let index, let isByStart, _): .board(index, isByStart: isByStart, page: number)
    case .thread(let index, _): .thread(index, page: number)
    case .member(let index, _): .member(index, page: number)
    case .members: .members(page: number)
    case .tag(let index, _): .tag(index, page: number)
    case .tags: .tags(page: number)
    default: self
    }
  }
}
