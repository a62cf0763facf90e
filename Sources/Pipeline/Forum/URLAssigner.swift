import Content
import Diagnostics
import Survey

/// Assigns URLs to pages. Reports files with the same URL, and aliases that collide with other
/// paths.
struct URLAssigner {
  private(set) var findings: [CrossFileDiagnostic] = []
  private(set) var index: ForumIndex

  private let boards: [Board]
  private let threads: [ForumThread]
  private let pages: [ContentPage]
  /// Path of the file that declares each alias.
  private var aliasOwners: [String: String] = [:]

  init(
    urls: SiteRoutes, hasGlossary: Bool, _ lists: ListedThreads, threads: [ForumThread],
    members: [Member], pages: [ContentPage]
  ) {
    boards = lists.boards
    self.threads = threads
    self.pages = pages
    index = ForumIndex(lists.index, members)
    index.urls[""] = .other
    index.urls["members"] = .memberList
    index.urls["tags"] = .tagList
    index.urls["loads"] = .other
    index.urls["feed.xml"] = .other
    if hasGlossary { index.urls["glossary"] = .other }
    for (number, tag) in lists.tags.enumerated() {
      index.urls[percentDecodedPath(tag.url, below: urls)] = .tag(number)
    }
    addBoards()
    for clash in index.threads.clashes {
      reportSameURL(
        threads[clash.thread].path, threads[clash.owner].path,
        url(ofThread: threads[clash.thread]))
    }
    addPages()
  }
}

extension URLAssigner {
  private mutating func addBoards() {
    for (number, board) in boards.enumerated() {
      index.urls["boards/\(board.slug)"] = .board(number)
      index.urls["boards/\(board.slug)/started"] = .startedList(board: number)
      index.urls["boards/\(board.slug)/feed.xml"] = .other
    }
  }

  private mutating func addPages() {
    for (number, page) in pages.enumerated() {
      let url = page.slug.description
      if case .page(let owner)? = index.urls[url] {
        reportSameURL(page.path, pages[owner].path, url)
      } else {
        index.urls[url] = .page(number)
      }
    }
  }

  private func url(ofThread thread: ForumThread) -> String {
    "boards/\(boards[thread.board].slug)/\(thread.slug)"
  }

  private mutating func reportSameURL(_ path: String, _ owner: String, _ url: String) {
    findings.append(
      CrossFileDiagnostic(
        .error, "same-url",
        "this file and '\(owner)' have the same URL, /\(url)/; rename one, or "
          + "give one another 'slug'", in: path, at: 0))
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
    noteFaulty(tree)
  }

  /// Records the files that were left out because of errors, and the URLs that their names
  /// suggest.
  private mutating func noteFaulty(_ tree: ContentTree) {
    let small = tree.boards.map(\.boardFile) + tree.pages
    let isComplete = tree.threadCount == threads.count + index.drafts.count
    for path in isComplete ? small : tree.threads + small
    where index.file(at: path) == nil && !index.drafts.contains(path) {
      index.faulty.insert(path)
      index.faulty.insert(likelyURL(ofFile: path))
    }
  }

  private func likelyURL(ofFile path: String) -> String {
    let parts = path.split(separator: "/")
    let name = parts.last?.dropLast(".md".count) ?? ""
    switch parts.first {
    case "boards" where name == "board": return parts.dropLast().joined(separator: "/")
    case "boards": return "boards/\(parts[1])/\(name)"
    default: return String(name)
    }
  }
}

extension URLAssigner {
  /// Adds the aliases of boards, threads and pages, and returns the redirects sorted by path.
  /// `aliased` has the threads with aliases, in their order.
  mutating func addAliases(of aliased: [(thread: Int, summary: ThreadSummary)]) -> [Redirect] {
    var redirects: [Redirect] = []
    for board in boards {
      redirects += add(board.document.aliases, board.path, board.url, board.document.title)
    }
    for (thread, summary) in aliased {
      redirects += add(
        summary.aliases, summary.path, threads[thread].url, threads[thread].title)
    }
    for page in pages {
      redirects += add(page.document.aliases, page.path, page.url, page.document.title)
    }
    let files = Set(redirects.filter(\.isFile).map(\.path))
    findings += redirects.compactMap { fileInTheWay(of: $0, among: files) }
    for redirect in redirects { index.urls[redirect.path] = .redirect(redirect.target) }
    return redirects.sorted { isBefore($0.path, $1.path) }
  }

  private mutating func add(
    _ aliases: [YAMLScalar], _ path: String, _ target: String, _ title: String
  ) -> [Redirect] {
    aliases.compactMap { alias in
      guard let old = AliasPath(alias.text) else {
        findings.append(
          CrossFileDiagnostic(
            .error, "not-an-alias",
            "'\(alias.text)' is no alias; write an earlier path of this site, as in "
              + "'old-board/old-thread': without the host, without '?' and '..'", in: path,
            at: alias.offset))
        return nil
      }
      guard old.isFree else {
        findings.append(
          CrossFileDiagnostic(
            .error, "not-an-alias",
            "'\(alias.text)' is a path that the site needs itself; take the alias away, or change it",
            in: path, at: alias.offset))
        return nil
      }
      guard isFree(old.path) else {
        findings.append(
          CrossFileDiagnostic(
            .error, "alias-is-live",
            "'\(alias.text)' is \(use(of: old.path)); take the alias away, or change it", in: path,
            at: alias.offset))
        return nil
      }
      aliasOwners[old.path] = path
      return Redirect(
        path: old.path, target: target, title: title, file: path, offset: alias.offset)
    }
  }

  /// Returns an error if a folder of the redirect's path is an alias that becomes a file, as in
  /// `old.html` and `old.html/thread`.
  private func fileInTheWay(of redirect: Redirect, among files: Set<String>) -> CrossFileDiagnostic?
  {
    let parts = redirect.path.split(separator: "/")
    let folders = parts.indices.dropFirst().map { parts[..<$0].joined(separator: "/") }
    guard let file = folders.first(where: files.contains) else { return nil }
    return CrossFileDiagnostic(
      .error, "alias-below-a-file",
      "'\(redirect.path)' cannot stand below '\(file)', which is an alias too and becomes a file; "
        + "take one of the two away", in: redirect.file, at: redirect.offset)
  }

  /// Returns whether an alias may have the path. Later pages of lists and threads count as taken,
  /// whether they exist yet or not.
  private func isFree(_ path: String) -> Bool {
    if path == "boards" || aliasOwners[path] != nil || index.target(at: path) != nil {
      return false
    }
    let parts = path.split(separator: "/")
    guard let marker = parts.lastIndex(of: "page"), marker > 0 else { return true }
    return index.target(at: parts[..<marker].joined(separator: "/")) == nil
  }

  /// Describes the use of a path that is not free, for a message.
  private func use(of path: String) -> String {
    if let other = aliasOwners[path] { return "an alias in '\(other)' already" }
    return "the path of " + (owner(of: path).map { "'\($0)'" } ?? "a page of this site")
  }

  private func owner(of path: String) -> String? {
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
  let path = url.dropFirst(urls.prefix.count + 1).dropLast()
  return percentDecoded(String(path)) ?? String(path)
}
