// The Content room: files become threads, boards, members and settings, with diagnostics. Its doors
// are `ContentTree.look`, `ContentReader.read` for the small files, and `ThreadSurvey` for the
// threads, which a builder may call from many workers.

package import Diagnostics
package import Files

/// Everything of a content folder but its threads.
package struct CommunityContent: Sendable {
  package let settings: ForumSettings
  package let members: [MemberEntry]
  package let glossary: [GlossaryTerm]
  package let boards: [Board]
  package let pages: [ContentPage]
  package let rules: ReadingRules

  package struct Board: Sendable {
    package let slug: Slug
    package let path: String
    package let document: BoardDocument
  }

  package struct ContentPage: Sendable {
    package let slug: Slug
    package let path: String
    package let document: PageDocument
  }
}

/// Reads the small files of a content folder.
package struct ContentReader {
  private let tree: ContentTree
  private let day: (TimeZoneTable) -> Day
  private var diagnostics: [Diagnostic] = []

  /// `today` is asked for the day of the build in the forum's time zone.
  package init(_ tree: ContentTree, today: @escaping (TimeZoneTable) -> Day) {
    self.tree = tree
    day = today
  }

  /// Nil when the settings have errors: nothing else can be read without them.
  package mutating func read() throws(FileProblem) -> (
    content: CommunityContent?, diagnostics: [Diagnostic]
  ) {
    let settings = tree.hasForum ? try settings() : nil
    let members = try tree.hasMembers ? list("members.yml") { $0.members() } : []
    let glossary = try tree.hasGlossary ? list("glossary.yml") { $0.glossary() } : []
    let boards = try boards()
    let pages = try pages()
    guard let settings else { return (nil, diagnostics) }
    let rules = ReadingRules(zone: settings.zone, today: day(settings.zone))
    let content = CommunityContent(
      settings: settings, members: members, glossary: glossary, boards: boards, pages: pages,
      rules: rules)
    return (content, diagnostics)
  }
}

extension ContentReader {
  private mutating func settings() throws(FileProblem) -> ForumSettings? {
    guard let file = try tree.folder.read("forum.yml", &diagnostics) else { return nil }
    var reader = ForumSettingsReader(file)
    let (settings, found) = reader.read()
    diagnostics += found
    return settings
  }

  private mutating func list<Item>(
    _ path: String, _ read: (inout SmallFileReader) -> [Item]
  ) throws(FileProblem) -> [Item] {
    guard let file = try tree.folder.read(path, &diagnostics) else { return [] }
    var reader = SmallFileReader(file)
    let items = read(&reader)
    diagnostics += reader.problems.diagnostics
    return items
  }

  private mutating func boards() throws(FileProblem) -> [CommunityContent.Board] {
    var boards: [CommunityContent.Board] = []
    for files in tree.boards {
      guard let file = try tree.folder.read(files.boardFile, &diagnostics) else { continue }
      var reader = SmallFileReader(file)
      let document = reader.board()
      diagnostics += reader.problems.diagnostics
      guard let document else { continue }
      boards.append(.init(slug: files.slug, path: files.boardFile, document: document))
    }
    return boards
  }

  /// Names that the site itself uses at its top.
  private static let reserved = [
    "boards", "members", "tags", "search", "glossary", "loads", "assets", "static",
  ]

  private mutating func pages() throws(FileProblem) -> [CommunityContent.ContentPage] {
    var pages: [CommunityContent.ContentPage] = []
    for path in tree.pages {
      guard let file = try tree.folder.read(path, &diagnostics) else { continue }
      var reader = SmallFileReader(file)
      let document = reader.page()
      var problems = Problems(file.source)
      let slug = fileSlug(path, key: document?.slug, &problems)
      if let slug, Self.reserved.contains(slug.description) {
        problems.error(
          "reserved-slug",
          "'\(slug)' is reserved at the top of the site; give the "
            + "page another 'slug'", at: document?.slug?.offset ?? 0)
      }
      diagnostics += reader.problems.diagnostics + problems.diagnostics
      guard let document, let slug else { continue }
      pages.append(.init(slug: slug, path: path, document: document))
    }
    return pages
  }
}
