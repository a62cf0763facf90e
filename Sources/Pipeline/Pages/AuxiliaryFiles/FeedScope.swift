import Content
import Forum
import Localisation
import Mustache
import Theme

/// The part of the forum that a feed covers.
enum FeedScope: Sendable {
  case forum
  case board(Int)
  case tag(Int)
}

extension SiteViews {
  /// Returns the root-relative URL of the page that the feed belongs to.
  func pageURL(of scope: FeedScope) -> String {
    switch scope {
    case .forum: forum.urls.home
    case .board(let index): forum.boards[index].url
    case .tag(let index): forum.tags[index].url
    }
  }

  func feedURL(of scope: FeedScope) -> String { pageURL(of: scope) + "feed.xml" }

  /// Returns the feed's title. It names the forum, because feed readers list titles without
  /// context.
  func feedTitle(of scope: FeedScope) -> String {
    let site = forum.settings.title
    let title =
      switch scope {
      case .forum: site
      case .board(let index): "\(forum.boards[index].document.title) – \(site)"
      case .tag(let index): "\(forum.tags[index].name) – \(site)"
      }
    return wording.formatted(.feedTitle, [.title: title])
  }

  /// Returns the link to a feed, for the page that it belongs to.
  func feed(of scope: FeedScope, _ values: inout ValueArena) -> Value {
    values.record(
      Shapes.link, [values.text(feedTitle(of: scope)), values.text(feedURL(of: scope))])
  }
}
