package import Content
import Diagnostics

/// The result of resolving a link inside the forum.
package enum Resolution: Hashable, Sendable {
  case url(String)
  /// `reason` says what is wrong. `suggestion` is the nearest existing path.
  case broken(reason: String, suggestion: String?)
}

extension Forum {
  /// Resolves a link in the file at `path`, which is relative to content/.
  package func resolve(_ target: LocalTarget, isImage: Bool, from path: String) -> Resolution {
    guard let found = findTarget(of: target, from: path) else {
      return brokenLink(target, from: path)
    }
    if isImage {
      guard case .file(.asset, let file) = found else {
        return .broken(reason: "an image must be a file in static/", suggestion: nil)
      }
      return .url(assetURL(file))
    }
    return url(of: found, target)
  }
}

extension Forum {
  private enum FoundTarget {
    case file(ForumIndex.File, String)
    /// A page of the site, by its path without leading or trailing slash.
    case page(ForumIndex.Target, String, number: Int)
  }

  private func findTarget(of target: LocalTarget, from path: String) -> FoundTarget? {
    switch target.base {
    case .file:
      return target.path.isEmpty
        ? file(path) : resolvedPath(target.path, from: parentFolder(of: path)).flatMap(file)
    case .root:
      return resolvedPath(target.path, from: "").flatMap {
        file($0) ?? page($0) ?? page(withBasePath: $0)
      }
    case .site:
      return resolvedPath(target.path, from: "").flatMap { page($0) ?? staticFile($0) }
    }
  }

  private func file(_ path: String) -> FoundTarget? {
    index.file(at: path).map { .file($0.file, $0.path) }
  }

  private func staticFile(_ path: String) -> FoundTarget? {
    path.hasPrefix("static/") ? file(path) : nil
  }

  /// Finds a page by a path that includes the path of the forum's URL, as a browser shows it.
  private func page(withBasePath path: String) -> FoundTarget? {
    let basePath = urls.basePath.dropFirst()
    guard !basePath.isEmpty, path == basePath || path.hasPrefix("\(basePath)/") else { return nil }
    return page(String(path.dropFirst(basePath.count + 1)))
  }

  private func page(_ path: String) -> FoundTarget? {
    var path = path
    for suffix in ["/index.html", "index.html"] where path.hasSuffix(suffix) {
      path = String(path.dropLast(suffix.count))
    }
    if let target = index.target(at: path) {
      return .page(followingRedirect(target), path, number: 1)
    }
    let segments = path.split(separator: "/")
    guard segments.count >= 3, segments[segments.count - 2] == "page",
      let number = Int(segments.last ?? "")
    else { return nil }
    let list = segments.dropLast(2).joined(separator: "/")
    guard let target = index.target(at: list), number > 1, number <= pageCount(of: target) else {
      return nil
    }
    return .page(target, list, number: number)
  }

  /// Returns the target of a redirect, or `target` if it is no redirect.
  private func followingRedirect(_ target: ForumIndex.Target) -> ForumIndex.Target {
    guard case .redirect(let url) = target else { return target }
    return index.target(at: String(url.dropFirst(urls.basePath.count + 1).dropLast())) ?? target
  }

  private func url(of found: FoundTarget, _ target: LocalTarget) -> Resolution {
    let suffix = (target.query.map { "?\($0)" } ?? "") + (target.fragment.map { "#\($0)" } ?? "")
    switch found {
    case .file(.thread(let thread), _):
      return url(ofThread: thread, page: 1, target, suffix: suffix)
    case .page(.thread(let thread), _, let number):
      return url(ofThread: thread, page: number, target, suffix: suffix)
    case .file(.board(let board), _): return .url(boards[board].url + suffix)
    case .file(.page(let page), _): return .url(pages[page].url + suffix)
    case .file(.asset, let file): return .url(assetURL(file) + suffix)
    case .page(let page, let path, let number):
      let url = pageURL(page, path)
      return .url(urls.page(number, of: url) + suffix)
    }
  }

  /// Returns the URL of a thread. The fragment `#post-25` selects the page with the 25th post.
  private func url(
    ofThread index: Int, page: Int, _ target: LocalTarget, suffix: String
  ) -> Resolution {
    let thread = threads[index]
    guard let fragment = target.fragment, fragment.hasPrefix("post-"),
      let number = Int(fragment.dropFirst(5))
    else { return .url(urls.page(page, of: thread.url) + suffix) }
    guard thread.posts.indices.contains(number - 1) else {
      let count = thread.posts.count
      return .broken(
        reason:
          "'\(thread.path)' has only \(count == 1 ? "1 post" : "\(count) posts"), so there is no "
          + "#\(fragment)",
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
    default: path.isEmpty ? urls.home : Self.withTrailingSlash(urls.url(percentEncodedPath(path)))
    }
  }

  private static func withTrailingSlash(_ url: String) -> String {
    url.split(separator: "/").last?.contains(".") == true && !url.contains("~") ? url : url + "/"
  }

  private func assetURL(_ path: String) -> String { urls.url(percentEncodedPath(path)) }

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

  /// Returns whether a link leads to a file that has errors of its own.
  func leadsToFileWithErrors(_ target: LocalTarget, from path: String) -> Bool {
    contentPath(of: target, from: path).map(index.pathsWithErrors.contains) ?? false
  }

  private func contentPath(of target: LocalTarget, from path: String) -> String? {
    resolvedPath(target.path, from: target.base == .file ? parentFolder(of: path) : "")
  }

  private func brokenLink(_ target: LocalTarget, from path: String) -> Resolution {
    guard let missing = contentPath(of: target, from: path) else {
      return .broken(reason: "the path leads out of the content folder", suggestion: nil)
    }
    if index.drafts.contains(missing) {
      return .broken(reason: "'\(missing)' is a draft, which is not published", suggestion: nil)
    }
    return .broken(
      reason: "there is no file or page '\(missing)'", suggestion: nearestFile(to: missing, target))
  }

  /// Returns the nearest existing path in the same folder, written as the author wrote the link.
  private func nearestFile(to missing: String, _ target: LocalTarget) -> String? {
    let missingFolder = parentFolder(of: missing)
    let siblings = index.paths.filter { parentFolder(of: $0) == missingFolder }.sorted()
    let name = String(missing.split(separator: "/").last ?? "")
    guard
      let nearest = siblings.map({ String($0.dropFirst(missingFolder.count)) })
        .map({ $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }).mostSimilar(to: name)
    else { return nil }
    return String(target.path.dropLast(name.count)) + nearest
  }
}
