package import Diagnostics
package import Files

/// The paths of all files in a content folder, grouped by kind. The files have not been read.
package struct ContentTree: Sendable {
  package internal(set) var folder: SourceFolder
  package internal(set) var boards: [BoardFiles] = []
  /// Thread files in a board folder that has no board.md or whose name is not a slug. They are
  /// read only to report their errors.
  var threadsWithoutBoard: [String] = []
  /// Paths of the form `pages/<page>.md`.
  package internal(set) var pages: [String] = []
  /// Files in static/. Their paths are relative to the content folder.
  package internal(set) var staticFiles: [VerbatimFile] = []
  /// Whether there are more threads than a build can process. If so, they are not read.
  package internal(set) var isTooLarge = false
  var hasForum = false
  var hasMembers = false
  var hasGlossary = false
  var hasSynonyms = false
  var hasSupportWords = false
}

extension ContentTree {
  /// Paths of all files that are read, except threads.
  package var smallFiles: [String] {
    (hasForum ? ["forum.yml"] : []) + (hasMembers ? ["members.yml"] : [])
      + (hasGlossary ? ["glossary.yml"] : []) + (hasSynonyms ? ["synonyms.yml"] : [])
      + (hasSupportWords ? ["support-words.yml"] : []) + boards.map(\.boardFile) + pages
  }
}

extension ContentTree {
  /// All thread files, in the order of their boards.
  package var threads: [String] { boards.flatMap(\.threads) + threadsWithoutBoard }

  package var threadCount: Int {
    boards.reduce(threadsWithoutBoard.count) { $0 + $1.threads.count }
  }
}

/// The files of one board, in `boards/<board>/`.
package struct BoardFiles: Sendable {
  package let slug: Slug
  /// Path of the form `boards/<board>/board.md`.
  package let boardFile: String
  /// Paths of the thread files, at any depth below the board's folder.
  package internal(set) var threads: [String]
}

extension ContentTree {
  /// Lists a content folder. Reports files that have a wrong name or are in a wrong folder.
  package static func list(
    _ folder: SourceFolder
  ) throws(FileError) -> (tree: ContentTree, diagnostics: [Diagnostic]) {
    try list(folder, threadLimit: maximumThreadCount)
  }

  static func list(
    _ folder: SourceFolder, threadLimit: Int
  ) throws(FileError) -> (tree: ContentTree, diagnostics: [Diagnostic]) {
    let listing = try listFolder(folder, withoutStampsIn: "boards")
    var sorter = ContentSorter(folder)
    sorter.sort(listing)
    var tree = sorter.tree
    let tooManyThreads = tree.checkThreadCount(limit: threadLimit)
    return (tree, sorter.diagnostics + (tooManyThreads.map { [$0] } ?? []))
  }
}

/// A run of consecutive thread files of one board in a listing.
///
/// Nearly all files are threads. Comparing a prefix avoids splitting each path into its parts,
/// which is slow for 150,000 threads.
private struct ThreadRun {
  let board: Substring
  private(set) var paths: [String]
  private let prefix: [UInt8]

  init(board: Substring, first: String) {
    self.board = board
    paths = [first]
    prefix = Array("boards/\(board)/".utf8)
  }

  /// Appends the path if it certainly is another thread file of the board. Otherwise returns
  /// false.
  mutating func appendIfThread(_ path: String) -> Bool {
    let bytes = path.utf8
    guard bytes.starts(with: prefix), bytes.suffix(3).elementsEqual(".md".utf8),
      !bytes.suffix(9).elementsEqual("/board.md".utf8)
    else { return false }
    paths.append(path)
    return true
  }
}

/// Sorts the files of a listing into a `ContentTree`.
private struct ContentSorter {
  private(set) var tree: ContentTree
  private(set) var diagnostics: [Diagnostic] = []
  private let folder: SourceFolder
  private var boardFiles: Set<String> = []
  private var threads: [Substring: [String]] = [:]
  /// The current run of thread files of one board.
  private var currentRun: ThreadRun?

  init(_ folder: SourceFolder) {
    self.folder = folder
    tree = ContentTree(folder: folder)
  }

  mutating func sort(_ listing: Listing) {
    for entry in listing.unsupportedEntries {
      error("odd-file", entry.message, entry.path)
    }
    for file in listing.files where currentRun?.appendIfThread(file.path) != true { sort(file) }
    endRun()
    if !tree.hasForum {
      error(
        "no-forum",
        "forum.yml is missing; create it with at least 'title', 'url', 'disclaimer' and 'helpline'",
        "forum.yml")
    }
    for board in listing.folders { sortBoard(board) }
  }
}

extension ContentSorter {
  private static let lists = [
    "members.yml", "glossary.yml", "synonyms.yml", "support-words.yml",
  ]

  private mutating func sort(_ file: FoundFile) {
    let parts = file.path.split(separator: "/")
    switch parts.first {
    case "forum.yml" where parts.count == 1: tree.hasForum = true
    case "members.yml" where parts.count == 1: tree.hasMembers = true
    case "glossary.yml" where parts.count == 1: tree.hasGlossary = true
    case "synonyms.yml" where parts.count == 1: tree.hasSynonyms = true
    case "support-words.yml" where parts.count == 1: tree.hasSupportWords = true
    case "boards" where parts.count >= 3: sort(boardFile: file.path, parts)
    case "pages" where parts.count == 2 && file.path.hasSuffix(".md"): tree.pages.append(file.path)
    case "static" where parts.count >= 2: sort(staticFile: file)
    default: reportStrayFile(file.path, known: Self.lists + ["forum.yml"])
    }
  }

  private mutating func sort(boardFile path: String, _ parts: [Substring]) {
    if parts.count == 3, parts[2] == "board.md" {
      boardFiles.insert(path)
    } else if parts.last == "board.md" {
      reportStrayFile(
        path, known: [], remedy: "move board.md to the board's folder, boards/<board>/")
    } else if path.hasSuffix(".md") {
      endRun()
      currentRun = ThreadRun(board: parts[1], first: path)
    } else {
      reportStrayFile(path, known: [])
    }
  }

  private mutating func endRun() {
    if let currentRun { threads[currentRun.board, default: []] += currentRun.paths }
    currentRun = nil
  }

  /// In bytes.
  private static let maximumStaticFileSize = 512 << 20

  /// Adds a static file. HTML is refused, because it would be published without the disclaimer
  /// and the helpline.
  private mutating func sort(staticFile file: FoundFile) {
    let name = file.path.lowercased()
    if [".html", ".htm", ".xhtml"].contains(where: name.hasSuffix) {
      error(
        "static-html", "static/ cannot contain HTML files; write a page in pages/ instead",
        file.path)
    } else if file.path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      error(
        "bad-file-name", "the file name contains a control character; rename the file", file.path)
    } else if let size = file.stamp?.size, size > Self.maximumStaticFileSize {
      error(
        "file-too-large",
        "this file is larger than 512 MB, the limit for static/; upload it elsewhere and link to it",
        file.path)
    } else if let file = VerbatimFile(file) {
      tree.staticFiles.append(file)
    }
  }

  private mutating func sortBoard(_ path: String) {
    let parts = path.split(separator: "/")
    guard parts.count == 2, parts[0] == "boards" else { return }
    let boardFile = "\(path)/board.md"
    if !boardFiles.contains(boardFile) {
      error("no-board", "this board has no board.md; create it with at least 'title'", boardFile)
    }
    let threads = threads[parts[1]] ?? []
    guard let slug = Slug(String(parts[1])) else {
      reportFolder(String(parts[1]), boardFile)
      tree.threadsWithoutBoard += threads
      return
    }
    if boardFiles.contains(boardFile) {
      tree.boards.append(BoardFiles(slug: slug, boardFile: boardFile, threads: threads))
    } else {
      tree.threadsWithoutBoard += threads
    }
  }

  private mutating func reportFolder(_ name: String, _ boardFile: String) {
    error(
      "not-a-slug",
      "the folder name '\(name)' cannot be part of an address; rename the folder with lower-case "
        + "letters, digits and '-' only",
      boardFile, suggestion: Slug.suggested(for: name))
  }

  private mutating func reportStrayFile(
    _ path: String, known: [String], remedy: String = "remove or move it"
  ) {
    diagnostics.append(
      Diagnostic(
        .warning, "stray-file",
        "this file is ignored, because no file of this name is expected "
          + "here; \(remedy)",
        at: SourceLocation(file: folder.displayPath(path)), suggestion: known.mostSimilar(to: path))
    )
  }

  private mutating func error(
    _ id: String, _ message: String, _ path: String, suggestion: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        .error, id, message, at: SourceLocation(file: folder.displayPath(path)),
        suggestion: suggestion))
  }
}
