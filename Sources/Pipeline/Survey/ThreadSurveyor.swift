// The Survey module reads each thread file into a summary of what other files need to know, and
// caches the summaries. Its entry points are `ThreadSurveyor` and `SurveyCache`.

package import Content
package import Diagnostics
package import Files
import Fingerprints
import Markdown

/// Reads thread files into summaries. Each worker has its own instance, because it reuses
/// buffers.
package final class ThreadSurveyor {
  private let folder: SourceFolder
  private let files: DirectoryHandleCache?
  private let context: ReadingContext
  private let site: BaseURL
  private var scan: ReferenceScan
  private let collector: ReferenceCollector
  private let numberCheck: OfficialNumberCheck
  private let cache: SurveyCache?
  private var names: NameInterner
  /// The row that the next path most likely has in the cache.
  private var nextRow = 0
  private var writer = RecordWriter()

  package init(
    _ folder: SourceFolder, _ context: ReadingContext, site: BaseURL, cache: SurveyCache? = nil
  ) {
    self.folder = folder
    files = (try? OpenFolder(at: folder.path)).map(DirectoryHandleCache.init)
    self.cache = cache
    names = cache?.makeNameInterner() ?? NameInterner(NameIDSource(), expecting: 0)
    self.context = context
    self.site = site
    scan = ReferenceScan(site: site)
    collector = ReferenceCollector(site: site)
    numberCheck = OfficialNumberCheck(context.official)
  }

  /// Parses the file at `path`, which is relative to the content folder. Nil if it has errors.
  func read(
    _ path: String
  ) throws(FileError) -> (document: ParsedThread?, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    guard let file = try folder.read(path, in: files, &diagnostics) else {
      return (nil, diagnostics)
    }
    var reader = ThreadReader(file, context)
    return reader.read()
  }

  /// Returns the survey of the file at `path`, from the cache if the file has not changed.
  package func survey(_ path: String) throws(FileError) -> SurveyedThread {
    let (row, record) =
      cache?.lookUp(
        path, in: files, displayPath: folder.displayPath(path), hint: nextRow, names: &names)
      ?? (nil, nil)
    if let row { nextRow = row + 1 }
    if let record {
      return SurveyedThread(
        summary: record.summary, diagnostics: record.warnings, row: row, isCached: true,
        record: nil)
    }
    let (summary, diagnostics) = try summarise(path)
    return SurveyedThread(
      summary: summary, diagnostics: diagnostics, row: row, isCached: false,
      record: summary.flatMap { cache?.record(of: $0, diagnostics, in: &writer) })
  }

  /// Returns the summary of the file at `path`, without using the cache. Nil if the file has
  /// errors.
  package func summarise(
    _ path: String
  ) throws(FileError) -> (summary: ThreadSummary?, diagnostics: [Diagnostic]) {
    let (document, readDiagnostics) = try read(path)
    guard let document else { return (nil, readDiagnostics) }
    var diagnostics = DiagnosticCollector(document.source)
    let slug = threadSlug(of: document, at: path, &diagnostics)
    collector.start()
    for index in document.posts.indices where document.posts[index].removed == nil {
      collect(from: document.posts[index].body, of: document, &diagnostics)
    }
    let authors = AuthorList(document.posts)
    numberCheck.check(document, authors, &diagnostics)
    let summary = slug.map { makeSummary(document, authors, path, $0) }
    return (summary, readDiagnostics + diagnostics.diagnostics)
  }
}

extension ThreadSurveyor {
  /// Returns the posts of a file that was surveyed. Nil if the file has changed since.
  ///
  /// The same stamp means the same bytes, so UTF-8 and errors are not checked again.
  ///
  /// - Parameter summaries: the posts of the file's summary.
  package func readDocument(
    _ path: String, _ stamp: SourceStamp, summaries: [PostSummary]
  ) throws(FileError) -> ThreadDocument? {
    guard let file = try folder.readIfUnchanged(path, in: files, stamp) else { return nil }
    var reader = ThreadReader(file, context)
    return reader.document(of: summaries)
  }

  /// Returns the mentions in the file at `path` that the parser confirms. Those in code and in
  /// links are omitted.
  package func mentions(in path: String) throws(FileError) -> [PossibleMention] {
    guard let document = try read(path).document else { return [] }
    var diagnostics = DiagnosticCollector(document.source)
    collector.start()
    for post in document.posts where post.removed == nil {
      collector.parse(document.source.bytes[post.body], &diagnostics)
    }
    return collector.references.mentions
  }
}

extension ThreadSurveyor {
  private func threadSlug(
    of document: ParsedThread, at path: String, _ diagnostics: inout DiagnosticCollector
  ) -> Slug? {
    let slug = fileSlug(path, key: document.slug, &diagnostics)
    guard let slug, ReservedNames.contains(threadSlug: slug) else { return slug }
    diagnostics.error(
      "reserved-slug",
      "'\(slug)' is used by the board's own pages; give the thread another 'slug'",
      at: document.slug?.offset ?? 0)
    return nil
  }

  private func collect(
    from body: Range<Int>, of document: ParsedThread, _ diagnostics: inout DiagnosticCollector
  ) {
    scan.scan(document.source.bytes, body)
    guard scan.needsParser else {
      for mention in scan.mentions { collector.add(mention.text, at: mention.offset) }
      return
    }
    collector.parse(document.source.bytes[body], &diagnostics)
  }

  private func makeSummary(
    _ document: ParsedThread, _ authors: AuthorList, _ path: String, _ slug: Slug
  ) -> ThreadSummary {
    ThreadSummary(
      path: path, stamp: document.stamp, fingerprint: Fingerprint(of: document.source.bytes),
      title: document.title, slug: slug, slugOffset: document.slug?.offset,
      tags: document.tags, aliases: document.aliases, isClosed: document.isClosed,
      isPinned: document.isPinned, isDraft: document.isDraft,
      authors: authors.authors,
      posts: zip(document.posts, authors.indices).map { PostSummary($0, author: $1) },
      references: collector.references)
  }
}
