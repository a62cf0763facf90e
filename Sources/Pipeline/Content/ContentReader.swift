// The Content room: files become threads, boards, members and settings, with diagnostics. Its doors
// are `ContentTree.look`, `ContentReader.read` for the small files, and `ThreadSurvey` for the
// threads, which a builder may call from many workers.

package import Diagnostics

/// Everything of a content folder but its threads.
package struct CommunityContent: Sendable {
  package let settings: ForumSettings
  package let members: [MemberEntry]
  package let glossary: [GlossaryTerm]
  package let synonyms: [SynonymSet]
  /// Words and phrases of somebody who needs help first.
  package let supportWords: [String]
  package let boards: [Board]
  package let pages: [ContentPage]
  /// Of the disclaimer in forum.yml and of the texts in members.yml.
  package let forumReferences: References
  package let memberReferences: References

  package struct Board: Sendable {
    package let slug: Slug
    package let path: String
    package let document: BoardDocument
    package let references: References
  }

  package struct ContentPage: Sendable {
    package let slug: Slug
    package let path: String
    package let document: PageDocument
    package let references: References
  }
}

/// What the small files said.
package struct ContentReading: Sendable {
  /// Nil when forum.yml has errors: nothing can be published without it.
  package let content: CommunityContent?
  /// The same, with stand-ins for what is wrong in forum.yml: to be checked, never to be published.
  /// Nil when forum.yml cannot be read at all.
  package let checkable: CommunityContent?
  /// With defaults where forum.yml has errors, so that the threads' errors can be told as well.
  package let rules: ReadingRules
  package let site: SiteURL
  package let diagnostics: [Diagnostic]
}

/// Reads the small files of a content folder.
package struct ContentReader {
  private let tree: ContentTree
  private let day: (TimeZoneTable) -> Day
  private let baseURL: SiteURL?
  private var diagnostics: [Diagnostic] = []
  private var collector: ReferenceCollector

  /// `today` is asked for the day of the build in the forum's time zone; `baseURL` stands in for
  /// the `url` of forum.yml.
  package init(
    _ tree: ContentTree, baseURL: SiteURL?, today: @escaping (TimeZoneTable) -> Day
  ) {
    self.tree = tree
    self.baseURL = baseURL
    day = today
    collector = ReferenceCollector(site: baseURL ?? .unknown)
  }

  package mutating func read() throws(ReadingProblem) -> ContentReading {
    let (settings, isComplete) = tree.hasForum ? try forumSettings() : (nil, false)
    let isSure = !diagnostics.contains { $0.severity == .error }
    collector = ReferenceCollector(site: settings?.url ?? .unknown)
    let community = try community(settings)
    let zone = settings?.zone ?? .utc
    // A telephone number that could not be read must not make those in posts look wrong.
    let official = isSure ? community.map { OfficialVoice($0.settings, $0.members) } : nil
    return ContentReading(
      content: isComplete ? community : nil, checkable: community,
      rules: ReadingRules(zone: zone, today: day(zone), official: official ?? .unknown),
      site: settings?.url ?? .unknown, diagnostics: diagnostics)
  }
}

extension ContentReader {
  /// Everything is read, settings or none: all errors are told at once.
  private mutating func community(
    _ settings: ForumSettings?
  ) throws(ReadingProblem) -> CommunityContent? {
    let disclaimer = try references(of: [settings?.disclaimer], in: "forum.yml")
    let members = try tree.hasMembers ? list("members.yml") { $0.members() } : []
    let bios = try references(of: members.map(\.bio), in: "members.yml")
    let glossary = try tree.hasGlossary ? list("glossary.yml") { $0.glossary() } : []
    let synonyms = try tree.hasSynonyms ? list("synonyms.yml") { $0.synonyms() } : []
    // Without settings nobody knows whether there are any.
    let hasLines = settings?.otherSupport.isEmpty != true
    let supportWords =
      try tree.hasSupportWords
      ? list("support-words.yml") { $0.supportWords(hasLines: hasLines) } : []
    let boards = try readBoards()
    let pages = try readPages()
    return settings.map {
      CommunityContent(
        settings: $0, members: members, glossary: glossary, synonyms: synonyms,
        supportWords: supportWords, boards: boards, pages: pages,
        forumReferences: disclaimer, memberReferences: bios)
    }
  }

  private mutating func forumSettings() throws(ReadingProblem) -> (ForumSettings?, Bool) {
    guard let file = try tree.folder.read("forum.yml", &diagnostics) else { return (nil, false) }
    var reader = ForumSettingsReader(file, baseURL: baseURL, day: day)
    let (settings, found) = reader.read()
    diagnostics += found
    return (reader.provisional, settings != nil)
  }

  private mutating func list<Item>(
    _ path: String, _ read: (inout SmallFileReader) -> [Item]
  ) throws(ReadingProblem) -> [Item] {
    guard let file = try tree.folder.read(path, &diagnostics) else { return [] }
    var reader = SmallFileReader(file)
    let items = read(&reader)
    diagnostics += reader.problems.diagnostics
    return items
  }

  /// Markdown in YAML has no places of its own: what is wrong in it stands where the text begins.
  private mutating func references(
    of texts: [YAMLScalar?], in path: String
  ) throws(ReadingProblem) -> References {
    let texts = texts.compactMap(\.self)
    collector.start()
    guard !texts.isEmpty, let file = try tree.folder.readAgain(path) else {
      return collector.references
    }
    var problems = Problems(file.source)
    for text in texts { collector.parse(text, &problems) }
    diagnostics += problems.diagnostics
    return collector.references
  }

  private mutating func references(
    of body: Range<Int>, in source: SourceText
  ) -> References {
    collector.start()
    var problems = Problems(source)
    collector.parse(source.bytes[body], &problems)
    diagnostics += problems.diagnostics
    return collector.references
  }

  private mutating func readBoards() throws(ReadingProblem) -> [CommunityContent.Board] {
    var boards: [CommunityContent.Board] = []
    for files in tree.boards {
      guard let file = try tree.folder.read(files.boardFile, &diagnostics) else { continue }
      var reader = SmallFileReader(file)
      let document = reader.board()
      diagnostics += reader.problems.diagnostics
      guard let document else { continue }
      let references = references(of: document.body, in: file.source)
      boards.append(
        .init(
          slug: files.slug, path: files.boardFile, document: document, references: references))
    }
    return boards
  }

  private mutating func readPages() throws(ReadingProblem) -> [CommunityContent.ContentPage] {
    var pages: [CommunityContent.ContentPage] = []
    for path in tree.pages {
      guard let file = try tree.folder.read(path, &diagnostics) else { continue }
      var reader = SmallFileReader(file)
      let document = reader.page()
      var problems = reader.problems
      let slug = pageSlug(path, key: document?.slug, &problems)
      diagnostics += problems.diagnostics
      guard let document, let slug else { continue }
      let references = references(of: document.body, in: file.source)
      pages.append(.init(slug: slug, path: path, document: document, references: references))
    }
    return pages
  }

  /// Names that the site itself uses at its top.
  private static let reserved = [
    "boards", "members", "tags", "search", "glossary", "loads", "assets", "static",
  ]

  private func pageSlug(_ path: String, key: YAMLScalar?, _ problems: inout Problems) -> Slug? {
    let slug = fileSlug(path, key: key, &problems)
    if let slug, Self.reserved.contains(slug.description) {
      problems.error(
        "reserved-slug",
        "'\(slug)' is reserved at the top of the site; give the page another 'slug'",
        at: key?.offset ?? 0)
    }
    return slug
  }
}
