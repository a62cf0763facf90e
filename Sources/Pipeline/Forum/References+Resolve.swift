package import Content
import Diagnostics

/// The result of resolving a link inside the forum.
package enum Resolution: Hashable, Sendable {
  case url(String)
  /// A broken link. The text says what is wrong. `suggestion` is the nearest existing path.
  case nowhere(String, suggestion: String?)
}

extension Forum {
  /// Resolves a link in the file at `path`, which is relative to content/.
  package func resolve(_ target: LocalTarget, isImage: Bool, from path: String) -> Resolution {
    guard let found = find(target, from: path) else { return nowhere(target, from: path) }
    if isImage {
      guard case .file(.asset, let file) = found else {
        return .nowhere("an image is a file below static/", suggestion: nil)
      }
      return .url(assetURL(file))
    }
    return url(of: found, target)
  }
}

extension Forum {
  private enum Found {
    case file(ForumIndex.File, String)
    /// A page of the site, by its path without leading or trailing slash.
    case page(ForumIndex.Target, String, number: Int)
  }

  private func find(_ target: LocalTarget, from path: String) -> Found? {
    switch target.base {
    case .file:
      return target.path.isEmpty
        ? file(path) : joined(folder(of: path), target.path).flatMap(file)
    case .root:
      return joined("", target.path).flatMap { file($0) ?? page($0) ?? page(withoutPrefix: $0) }
    case .site:
      return joined("", target.path).flatMap { page($0) ?? staticFile($0) }
    }
  }

  private func file(_ path: String) -> Found? {
    index.file(at: path).map { .file($0.file, $0.path) }
  }

  private func staticFile(_ path: String) -> Found? {
    path.hasPrefix("static/") ? file(path) : nil
  }

  /// Finds a page by a path that includes the path of the forum's URL, as a browser shows it.
  private func page(withoutPrefix path: String) -> Found? {
    let prefix = urls.prefix.dropFirst()
    guard !prefix.isEmpty, path == prefix || path.hasPrefix("\(prefix)/") else { return nil }
    return page(String(path.dropFirst(prefix.count + 1)))
  }

  private func page(_ path: String) -> Found? {
    var path = path
    for ending in ["/index.html", "index.html"] where path.hasSuffix(ending) {
      path = String(path.dropLast(ending.count))
    }
    if let target = index.target(at: path) { return .page(live(target), path, number: 1) }
    let parts = path.split(separator: "/")
    guard parts.count >= 3, parts[parts.count - 2] == "page", let number = Int(parts.last ?? "")
    else { return nil }
    let list = parts.dropLast(2).joined(separator: "/")
    guard let target = index.target(at: list), number > 1, number <= pageCount(of: target) else {
      return nil
    }
    return .page(target, list, number: number)
  }

  /// Returns the target of a redirect, or `target` if it is no redirect.
  private func live(_ target: ForumIndex.Target) -> ForumIndex.Target {
    guard case .redirect(let url) = target else { return target }
    return index.target(at: String(url.dropFirst(urls.prefix.count + 1).dropLast())) ?? target
  }

  private func url(of found: Found, _ target: LocalTarget) -> Resolution {
    let end = (target.query.map { "?\($0)" } ?? "") + (target.fragment.map { "#\($0)" } ?? "")
    switch found {
    case .file(.thread(let thread), _):
      return url(ofThread: thread, page: 1, target, end: end)
    case .page(.thread(let thread), _, let number):
      return url(ofThread: thread, page: number, target, end: end)
    case .file(.board(let board), _): return .url(boards[board].url + end)
    case .file(.page(let page), _): return .url(pages[page].url + end)
    case .file(.asset, let file): return .url(assetURL(file) + end)
    case .page(let page, let path, let number):
      let url = pageURL(page, path)
      return .url(urls.page(number, of: url) + end)
    }
  }

  /// Returns the URL of a thread. The fragment `#post-25` selects the page with the 25th post.
  private func url(
    ofThread index: Int, page: Int, _ target: LocalTarget, end: String
  ) -> Resolution {
    let thread = threads[index]
    guard let fragment = target.fragment, fragment.hasPrefix("post-"),
      let number = Int(fragment.dropFirst(5))
    else { return .url(urls.page(page, of: thread.url) + end) }
    guard thread.posts.indices.contains(number - 1) else {
      let count = thread.posts.count
      return .nowhere(
        "'\(thread.path)' has \(count == 1 ? "one post" : "\(count) posts"), no #\(fragment)",
        suggestion: nil)
    }
    return .url(postURL(thread, number))
  }

  private func pageURL(_ target: ForumIndex.Target, _ path: String) -> String {
    switch target {
    case .redirect(let url): url
    case .board(let board): boards[board].url
    case .member(let member): members[member].url ?? urls.home
    case .tag(let tag): tags[tag].url
    case .page(let page): pages[page].url
    default: path.isEmpty ? urls.home : Self.slashed(urls.url(encodedPath(path)))
    }
  }

  private static func slashed(_ url: String) -> String {
    url.split(separator: "/").last?.contains(".") == true && !url.contains("~") ? url : url + "/"
  }

  private func assetURL(_ path: String) -> String { urls.url(encodedPath(path)) }

  private func pageCount(of target: ForumIndex.Target) -> Int {
    switch target {
    case .thread(let thread): pageCount(posts: threads[thread].posts.count)
    case .board(let board): pageCount(rows: boards[board].threadsByStart.count)
    case .member(let member): pageCount(rows: members[member].posts.count)
    case .tag(let tag): pageCount(rows: tags[tag].threads.count)
    case .startedList(let board): pageCount(rows: boards[board].threadsByStart.count)
    case .memberList: pageCount(rows: memberCount)
    case .tagList: pageCount(rows: tags.count)
    default: 1
    }
  }

  /// Whether a link leads to a file that has errors of its own.
  func leadsToFaulty(_ target: LocalTarget, from path: String) -> Bool {
    wanted(target, from: path).map(index.faulty.contains) ?? false
  }

  private func wanted(_ target: LocalTarget, from path: String) -> String? {
    joined(target.base == .file ? folder(of: path) : "", target.path)
  }

  private func nowhere(_ target: LocalTarget, from path: String) -> Resolution {
    guard let wanted = wanted(target, from: path) else {
      return .nowhere("the path leads out of the content", suggestion: nil)
    }
    if index.drafts.contains(wanted) {
      return .nowhere("'\(wanted)' is a draft, which is not published", suggestion: nil)
    }
    return .nowhere("there is no '\(wanted)'", suggestion: nearestFile(to: wanted, target))
  }

  /// Returns the nearest existing path in the same folder, written as the author wrote the link.
  private func nearestFile(to wanted: String, _ target: LocalTarget) -> String? {
    let wantedFolder = folder(of: wanted)
    let siblings = index.paths.filter { folder(of: $0) == wantedFolder }.sorted()
    let name = String(wanted.split(separator: "/").last ?? "")
    guard
      let near = siblings.map({ String($0.dropFirst(wantedFolder.count)) })
        .map({ $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }).nearest(to: name)
    else { return nil }
    return String(target.path.dropLast(name.count)) + near
  }
}
