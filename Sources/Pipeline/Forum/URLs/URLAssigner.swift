import Content
import Diagnostics
import Survey

/// Assigns URLs to pages. Reports files with the same URL, and aliases that collide with other
/// paths.
struct URLAssigner {
  private(set) var diagnostics: [CrossFileDiagnostic] = []
  private(set) var index: ForumIndex

  private let boards: [Board]
  private let threads: [ForumThread]
  private let pages: [ContentPage]
  /// Path of the file that declares each alias, by path of the alias.
  private var aliasFiles: [String: String] = [:]

  init(
    urls: SiteRoutes, hasGlossary: Bool, _ lists: ThreadLists, threads: [ForumThread],
    members: [Member], pages: [ContentPage]
  ) {
    boards = lists.boards
    self.threads = threads
    self.pages = pages
    index = ForumIndex(lists.index, members)
    index.targets[""] = .otherPage
    index.targets["members"] = .memberList
    index.targets["tags"] = .tagList
    index.targets["loads"] = .otherPage
    index.targets["feed.xml"] = .otherPage
    if hasGlossary { index.targets["glossary"] = .otherPage }
    for (number, tag) in lists.tags.enumerated() {
      index.targets[percentDecodedPath(tag.url, below: urls)] = .tag(number)
    }
    addBoards()
    for (first, later) in index.threads.urlCollisions {
      reportSameURL(threads[later].path, threads[first].path, url(ofThread: threads[later]))
    }
    addPages()
  }
}

extension URLAssigner {
  private mutating func addBoards() {
    for (number, board) in boards.enumerated() {
      index.targets["boards/\(board.slug)"] = .board(number)
      index.targets["boards/\(board.slug)/started"] = .startedList(board: number)
      index.targets["boards/\(board.slug)/feed.xml"] = .otherPage
    }
  }

  private mutating func addPages() {
    for (number, page) in pages.enumerated() {
      let url = page.slug.description
      if case .page(let first)? = index.targets[url] {
        reportSameURL(page.path, pages[first].path, url)
      } else {
        index.targets[url] = .page(number)
      }
    }
  }

  private func url(ofThread thread: ForumThread) -> String {
    "boards/\(boards[thread.board].slug)/\(thread.slug)"
  }

  private mutating func reportSameURL(_ path: String, _ first: String, _ url: String) {
    diagnostics.append(
      CrossFileDiagnostic(
        .error, "same-url",
        "this file and '\(first)' have the same URL, /\(url)/; rename one of them, or "
          + "give it another 'slug'", in: path, at: 0))
  }
}

extension URLAssigner {
  mutating func addFiles(staticFiles: [String], drafts: [String], tree: ContentTree) {
    for (number, board) in boards.enumerated() {
      index.files[board.path] = .board(number)
      index.files[String(board.path.dropLast("/board.md".count))] = .board(number)
    }
    for (number, page) in pages.enumerated() { index.files[page.path] = .page(number) }
    for file in staticFiles { index.files[file] = .asset }
    index.drafts = Set(drafts)
    recordFilesWithErrors(tree)
  }

  /// Records the files that were left out because of errors, and the URLs that their names
  /// suggest.
  private mutating func recordFilesWithErrors(_ tree: ContentTree) {
    let boardsAndPages = tree.boards.map(\.boardFile) + tree.pages
    let isComplete = tree.threadCount == threads.count + index.drafts.count
    for path in isComplete ? boardsAndPages : tree.threads + boardsAndPages
    where index.file(at: path) == nil && !index.drafts.contains(path) {
      index.pathsWithErrors.insert(path)
      index.pathsWithErrors.insert(likelyURL(ofFile: path))
    }
  }

  private func likelyURL(ofFile path: String) -> String {
    let segments = path.split(separator: "/")
    let name = segments.last?.dropLast(".md".count) ?? ""
    switch segments.first {
    case "boards" where name == "board": return segments.dropLast().joined(separator: "/")
    case "boards": return "boards/\(segments[1])/\(name)"
    default: return String(name)
    }
  }
}

extension URLAssigner {
  /// Adds the aliases of boards, threads and pages, and returns the redirects sorted by path.
  /// The threads must be in their order.
  mutating func addAliases(
    ofThreads threadsWithAliases: [(thread: Int, summary: ThreadSummary)]
  ) -> [Redirect] {
    var redirects: [Redirect] = []
    for board in boards {
      redirects += addAliases(board.document.aliases, board.path, board.url, board.document.title)
    }
    for (thread, summary) in threadsWithAliases {
      redirects += addAliases(
        summary.aliases, summary.path, threads[thread].url, threads[thread].title)
    }
    for page in pages {
      redirects += addAliases(page.document.aliases, page.path, page.url, page.document.title)
    }
    let files = Set(redirects.filter(\.isFile).map(\.path))
    diagnostics += redirects.compactMap { aliasConflict(of: $0, withFiles: files) }
    for redirect in redirects { index.targets[redirect.path] = .redirect(redirect.target) }
    return redirects.sorted { precedesByBytes($0.path, $1.path) }
  }

  private mutating func addAliases(
    _ aliases: [LocatedText], _ file: String, _ target: String, _ title: String
  ) -> [Redirect] {
    aliases.compactMap { alias in
      guard let path = usablePath(of: alias, in: file) else { return nil }
      aliasFiles[path] = file
      return Redirect(path: path, target: target, title: title, file: file, offset: alias.offset)
    }
  }

  /// Returns the path of an alias. Reports an error and returns nil if no page may have it.
  private mutating func usablePath(of alias: LocatedText, in file: String) -> String? {
    let error: (id: String, message: String)
    switch AliasPath(alias.text) {
    case nil:
      error = (
        "not-an-alias",
        "'\(alias.text)' cannot be an alias; write an earlier path of this site, such as "
          + "'old-board/old-thread', without the host, '?' or '..'"
      )
    case let old? where !old.isFree:
      error = (
        "not-an-alias",
        "the site uses the path '\(alias.text)' itself; remove the alias or change it"
      )
    case let old? where !isFree(old.path):
      error = (
        "alias-is-live",
        "'\(alias.text)' is \(describeUse(of: old.path)); remove the alias or change it"
      )
    case let old?: return old.path
    }
    diagnostics.append(
      CrossFileDiagnostic(.error, error.id, error.message, in: file, at: alias.offset))
    return nil
  }

  /// Returns an error if a folder of the redirect's path is an alias that becomes a file, as in
  /// `old.html` and `old.html/thread`.
  private func aliasConflict(
    of redirect: Redirect, withFiles files: Set<String>
  ) -> CrossFileDiagnostic? {
    let segments = redirect.path.split(separator: "/")
    let folders = segments.indices.dropFirst().map { segments[..<$0].joined(separator: "/") }
    guard let file = folders.first(where: files.contains) else { return nil }
    return CrossFileDiagnostic(
      .error, "alias-below-a-file",
      "'\(redirect.path)' cannot be inside '\(file)', because that alias becomes a file; remove "
        + "one of the two", in: redirect.file, at: redirect.offset)
  }

  /// Returns whether an alias may have the path. Later pages of lists and threads count as taken,
  /// whether they exist yet or not.
  private func isFree(_ path: String) -> Bool {
    if path == "boards" || aliasFiles[path] != nil || index.target(at: path) != nil {
      return false
    }
    let segments = path.split(separator: "/")
    guard let marker = segments.lastIndex(of: "page"), marker > 0 else { return true }
    return index.target(at: segments[..<marker].joined(separator: "/")) == nil
  }

  /// Describes the use of a path that is not free, for a message.
  private func describeUse(of path: String) -> String {
    if let other = aliasFiles[path] { return "already an alias in '\(other)'" }
    return "the path of " + (sourceFile(of: path).map { "'\($0)'" } ?? "a page of this site")
  }

  private func sourceFile(of path: String) -> String? {
    switch index.target(at: path) {
    case .board(let number): boards[number].path
    case .thread(let number): threads[number].path
    case .page(let number): pages[number].path
    default: nil
    }
  }
}

/// Returns the decoded path relative to the forum's URL, without leading or trailing slash.
private func percentDecodedPath(_ url: String, below urls: SiteRoutes) -> String {
  let path = url.dropFirst(urls.basePath.count + 1).dropLast()
  return percentDecoded(String(path)) ?? String(path)
}
