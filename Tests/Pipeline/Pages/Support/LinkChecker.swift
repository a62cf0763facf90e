import Foundation

/// Checks every link inside a site: the file must exist and have an element with the fragment's ID.
struct LinkChecker {
  private let prefix: String
  private let files: Set<String>
  private let pages: [String: HTMLPage]
  private let ids: [String: Set<String>]

  /// `prefix`: the path of the forum's `url`, or empty.
  init(_ site: BuiltSite, prefix: String) throws {
    self.prefix = prefix
    files = Set(site.files.keys)
    pages = Dictionary(
      uniqueKeysWithValues: try site.pages.map { ($0.path, try HTMLPage($0.html)) })
    ids = pages.mapValues { Set($0.elements.compactMap { $0["id"] }) }
  }

  /// Returns the broken links as `page: link`.
  func brokenLinks() -> [String] {
    pages.sorted { $0.key < $1.key }.flatMap { path, page in
      links(of: page).filter { !isValid($0, from: path) }.map { "\(path): \($0)" }
    }
  }

  var linkCount: Int { pages.values.reduce(0) { $0 + links(of: $1).count } }

  private func links(of page: HTMLPage) -> [String] {
    page.elements.flatMap { element in
      [element["href"], element["src"], refresh(element)].compactMap(\.self)
    }.filter { $0.hasPrefix("/") || $0.hasPrefix("#") }
  }

  private func refresh(_ element: HTMLPage.Element) -> String? {
    guard element["http-equiv"] == "refresh" else { return nil }
    return element["content"]?.split(separator: "url=").last.map(String.init)
  }

  private func isValid(_ link: String, from page: String) -> Bool {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts[0].split(separator: "?").first ?? "")
    guard let file = path.isEmpty ? page : file(at: path), files.contains(file) else {
      return false
    }
    return parts.count == 1 || ids[file]?.contains(String(parts[1])) ?? false
  }

  /// Maps a URL to a file as a static file host does.
  private func file(at url: String) -> String? {
    guard url.hasPrefix("\(prefix)/"), let path = url.removingPercentEncoding else { return nil }
    let below = path.dropFirst(prefix.count + 1)
    return below.isEmpty || below.hasSuffix("/") ? "\(below)index.html" : String(below)
  }
}
