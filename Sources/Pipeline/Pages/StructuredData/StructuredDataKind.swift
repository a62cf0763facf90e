import Content
import Diagnostics
import Forum
import Localisation
import Mustache
import Theme

/// Structured data of a page: JSON-LD with the vocabulary of schema.org. The posts of a thread
/// are encoded by `ThreadStructuredData`.
enum StructuredDataKind {
  /// No structured data.
  case omitted
  /// Breadcrumb: the page's parent and its name.
  case breadcrumb(BreadcrumbParent, String)
  case home(HomeStructuredData)
}

/// The parent of a page in its breadcrumb.
enum BreadcrumbParent {
  case home, members, tags
  /// A board, by index.
  case board(Int)
}

/// Encodes breadcrumbs as BreadcrumbList, as Google's "Breadcrumb structured data" describes it.
/// The last item is the page itself and needs no URL. The items before it are encoded once for
/// each parent.
struct Breadcrumbs: Sendable {
  private let home: [UInt8]
  private let members: [UInt8]
  private let tags: [UInt8]
  private let boards: [[UInt8]]

  init(_ forum: Forum, _ wording: Wording) {
    let site = forum.settings.url
    var start = Array(
      ##"{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":["##.utf8)
    Self.append(1, wording[.home], site.absolute(forum.urls.home), to: &start)
    let breadcrumb = { (name: String, url: String) in
      var crumbs = start
      Self.append(2, name, site.absolute(url), to: &crumbs)
      return crumbs
    }
    home = start
    members = breadcrumb(wording[.members], forum.urls.members)
    tags = breadcrumb(wording[.tags], forum.urls.tags)
    boards = forum.boards.map { breadcrumb($0.document.title, $0.url) }
  }

  func append(_ name: String, below parent: BreadcrumbParent, to json: inout [UInt8]) {
    switch parent {
    case .home: json += home
    case .members: json += members
    case .tags: json += tags
    case .board(let index): json += boards[index]
    }
    if case .home = parent {
      Self.appendItem(2, name, to: &json)
    } else {
      Self.appendItem(3, name, to: &json)
    }
    appendUTF8("}]}", to: &json)
  }

  private static func append(
    _ position: Int, _ name: String, _ url: String, to json: inout [UInt8]
  ) {
    appendItem(position, name, to: &json)
    appendUTF8(##","item":"##, to: &json)
    appendJSONString(url, to: &json)
    appendUTF8("},", to: &json)
  }

  /// Appends a list item without its closing brace.
  private static func appendItem(_ position: Int, _ name: String, to json: inout [UInt8]) {
    appendUTF8(##"{"@type":"ListItem","position":"##, to: &json)
    appendDecimal(position, to: &json)
    appendUTF8(##","name":"##, to: &json)
    appendJSONString(name, to: &json)
  }
}

/// Appends a comma and a string property of an object.
func appendJSON(_ key: StaticString, _ text: String, to json: inout [UInt8]) {
  appendUTF8(",\"\(key)\":", to: &json)
  appendJSONString(text, to: &json)
}
