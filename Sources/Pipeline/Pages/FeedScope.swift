import Content
import Forum
import Localisation
import Mustache
import Theme

/// Whose newest posts a feed has.
enum FeedScope: Sendable {
  case forum
  case board(Int)
  case tag(Int)
}

extension SiteViews {
  /// Of the page that the feed goes with; root-relative.
  func pageURL(of scope: FeedScope) -> String {
    switch scope {
    case .forum: forum.urls.home
    case .board(let index): forum.boards[index].url
    case .tag(let index): forum.tags[index].url
    }
  }

  func feedURL(of scope: FeedScope) -> String { pageURL(of: scope) + "feed.xml" }

  /// A list of feeds in a reader's program shows it without anything beside: it names the community.
  func feedTitle(of scope: FeedScope) -> String {
    let site = forum.settings.title
    let title =
      switch scope {
      case .forum: site
      case .board(let index): "\(forum.boards[index].document.title) – \(site)"
      case .tag(let index): "\(forum.tags[index].name) – \(site)"
      }
    return wording.filled(.feedTitle, [.title: title])
  }

  /// For the page that the feed goes with.
  func feed(of scope: FeedScope, _ values: inout ValueArena) -> Value {
    values.record(
      Shapes.link, [values.text(feedTitle(of: scope)), values.text(feedURL(of: scope))])
  }
}
