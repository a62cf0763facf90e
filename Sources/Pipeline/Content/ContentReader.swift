// The Content module reads the files of a community into typed values and diagnostics.
//
// Entry points: `ContentTree.list` lists the content folder, `ContentReader.read` reads the small
// files, and `ThreadReader` reads a thread file.

package import Diagnostics
package import Files

/// Everything in a content folder except threads and static files.
package struct CommunityContent: Sendable {
  package let settings: ForumSettings
  package let members: [MemberEntry]
  package let glossary: [GlossaryTerm]
  package let synonyms: [SynonymSet]
  /// Words and phrases that suggest that a reader needs help first. A search for one of them
  /// shows crisis lines above the results.
  package let supportWords: [String]
  package let boards: [BoardContent]
  package let pages: [PageContent]
  /// References in the disclaimer of forum.yml.
  package let forumReferences: References
  /// References in the biographies of members.yml.
  package let memberReferences: References
}

/// A board's folder name, its board.md and the references in it.
package struct BoardContent: Sendable {
  package let slug: Slug
  /// Path of board.md, relative to the content folder.
  package let path: String
  package let document: BoardDocument
  package let references: References
}

/// A file of pages/ and the references in it.
package struct PageContent: Sendable {
  package let slug: Slug
  /// Path of the file, relative to the content folder.
  package let path: String
  package let document: PageDocument
  package let references: References
}

/// Result of reading the small files.
package struct ContentReadResult: Sendable {
  /// Nil if a required setting in forum.yml is missing or wrong, because nothing can be published
  /// without it.
  package let content: CommunityContent?
  /// The same content, with placeholders for settings that are missing or wrong. The other files
  /// are checked against it. Never published if forum.yml has errors. Nil if forum.yml cannot be
  /// parsed.
  package let provisionalContent: CommunityContent?
  /// Context for reading threads. Defaults replace wrong settings, so that the errors of threads
  /// are reported in the same run as those of forum.yml.
  package let context: ReadingContext
  package let site: BaseURL
  package let diagnostics: [Diagnostic]
}

/// Reads the small files of a content folder: all except threads and static files.
package struct ContentReader {
  private let tree: ContentTree
  private let day: (TimeZoneTable) -> Day
  private let baseURL: BaseURL?
  private var diagnostics: [Diagnostic] = []
  private var referenceCollector: ReferenceCollector

  /// Creates a reader for the files of `tree`.
  ///
  /// - Parameters:
  ///   - baseURL: replaces the `url` of forum.yml.
  ///   - today: returns the day of the build in the forum's time zone.
  package init(
    _ tree: ContentTree, baseURL: BaseURL?, today: @escaping (TimeZoneTable) -> Day
  ) {
    self.tree = tree
    self.baseURL = baseURL
    day = today
    referenceCollector = ReferenceCollector(site: baseURL ?? .placeholder)
  }

  package mutating func read() throws(FileError) -> ContentReadResult {
    let (settings, isComplete) = tree.hasForum ? try forumSettings() : (nil, false)
    let isSure = !diagnostics.contains { $0.severity == .error }
    referenceCollector = ReferenceCollector(site: settings?.url ?? .placeholder)
    let community = try community(settings)
    let zone = settings?.zone ?? .utc
    // If forum.yml has errors, a known number may be missing from the settings. Correct numbers
    // in posts would then be reported as unknown.
    let official = isSure ? community.map { OfficialContacts($0.settings, $0.members) } : nil
    return ContentReadResult(
      content: isComplete ? community : nil, provisionalContent: community,
      context: ReadingContext(zone: zone, today: day(zone), official: official ?? .empty),
      site: settings?.url ?? .placeholder, diagnostics: diagnostics)
  }
}

extension ContentReader {
  /// Reads all files, with or without settings, so that all errors are reported in one run.
  private mutating func community(
    _ settings: ForumSettings?
  ) throws(FileError) -> CommunityContent? {
    let disclaimer = try references(of: [settings?.disclaimer], in: "forum.yml")
    let members = try tree.hasMembers ? list("members.yml") { $0.members() } : []
    let bios = try references(of: members.map(\.bio), in: "members.yml")
    let glossary = try tree.hasGlossary ? list("glossary.yml") { $0.glossary() } : []
    let synonyms = try tree.hasSynonyms ? list("synonyms.yml") { $0.synonyms() } : []
    // Without settings it is unknown whether there are support lines. Assume so, to avoid a false
    // warning.
    let hasSupportLines = settings?.otherSupport.isEmpty != true
    let supportWords =
      try tree.hasSupportWords
      ? list("support-words.yml") { $0.supportWords(hasSupportLines: hasSupportLines) } : []
    let boards = try readBoards()
    let pages = try readPages()
    return settings.map {
      CommunityContent(
        settings: $0, members: members, glossary: glossary, synonyms: synonyms,
        supportWords: supportWords, boards: boards, pages: pages,
        forumReferences: disclaimer, memberReferences: bios)
    }
  }

  private mutating func forumSettings() throws(FileError) -> (ForumSettings?, Bool) {
    guard let file = try tree.folder.read("forum.yml", &diagnostics) else { return (nil, false) }
    var reader = ForumSettingsReader(file, baseURL: baseURL, day: day)
    let (settings, found) = reader.read()
    diagnostics += found
    return (reader.provisionalSettings, settings != nil)
  }

  private mutating func list<Item>(
    _ path: String, _ read: (inout SmallFileReader) -> [Item]
  ) throws(FileError) -> [Item] {
    guard let file = try tree.folder.read(path, &diagnostics) else { return [] }
    var reader = SmallFileReader(file)
    let items = read(&reader)
    diagnostics += reader.collector.diagnostics
    return items
  }

  /// Collects the references in Markdown texts of a YAML file.
  ///
  /// Diagnostics point to the start of a text, because positions inside a YAML value cannot be
  /// mapped to positions in the file.
  private mutating func references(
    of texts: [LocatedText?], in path: String
  ) throws(FileError) -> References {
    let texts = texts.compactMap(\.self)
    referenceCollector.start()
    guard !texts.isEmpty, let file = try tree.folder.readIgnoringDiagnostics(path) else {
      return referenceCollector.references
    }
    var collector = DiagnosticCollector(file.source)
    for text in texts { referenceCollector.parse(text, &collector) }
    diagnostics += collector.diagnostics
    return referenceCollector.references
  }

  private mutating func references(
    of body: Range<Int>, in source: SourceText
  ) -> References {
    referenceCollector.start()
    var collector = DiagnosticCollector(source)
    referenceCollector.parse(source.bytes[body], &collector)
    diagnostics += collector.diagnostics
    return referenceCollector.references
  }

  private mutating func readBoards() throws(FileError) -> [BoardContent] {
    var boards: [BoardContent] = []
    for files in tree.boards {
      guard let file = try tree.folder.read(files.boardFile, &diagnostics) else { continue }
      var reader = SmallFileReader(file)
      let document = reader.board()
      diagnostics += reader.collector.diagnostics
      guard let document else { continue }
      let references = references(of: document.body, in: file.source)
      boards.append(
        .init(
          slug: files.slug, path: files.boardFile, document: document, references: references))
    }
    return boards
  }

  private mutating func readPages() throws(FileError) -> [PageContent] {
    var pages: [PageContent] = []
    for path in tree.pages {
      guard let file = try tree.folder.read(path, &diagnostics) else { continue }
      var reader = SmallFileReader(file)
      let document = reader.page()
      var collector = reader.collector
      let slug = pageSlug(path, key: document?.slug, &collector)
      diagnostics += collector.diagnostics
      guard let document, let slug else { continue }
      let references = references(of: document.body, in: file.source)
      pages.append(.init(slug: slug, path: path, document: document, references: references))
    }
    return pages
  }

  private func pageSlug(_ path: String, key: LocatedText?, _ collector: inout DiagnosticCollector)
    -> Slug?
  {
    let slug = fileSlug(path, key: key, &collector)
    if let slug, ReservedNames.contains(pageSlug: slug) {
      collector.error(
        "reserved-slug",
        "'\(slug)' is used by the site itself; give the page another 'slug'",
        at: key?.offset ?? 0)
    }
    return slug
  }
}
