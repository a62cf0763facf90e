package import Content
package import Diagnostics
package import Files
import Fingerprints

/// Survey results of earlier builds, so that a build after an edit surveys only the changed
/// files.
///
/// A summary and its warnings depend only on the bytes of the file and on the cache key. The key
/// covers the program version, the content folder, the site's URL, the time zone, the official
/// members and the known telephone numbers.
///
/// The day of the build affects only the warning about posts dated after it. A thread with such a
/// post is not stored. If the day of the build is earlier than before, a stored thread may again
/// have such a post, and is surveyed again. A new day therefore invalidates nothing.
///
/// Two other kinds of files are not stored: files with errors, and files that changed so shortly
/// before the build began that another change could leave the same stamp.
///
/// Damaged and foreign bytes only cost time, because everything is validated before use.
package final class SurveyCache: Sendable {
  let table: SurveyTable
  private let key: Fingerprint
  private let location: (folder: String, name: OutputPath)?
  private let today: Day
  /// The time at which the build began, in nanoseconds since 1970, by the clock that stamps
  /// files.
  private let buildStart: Int64
  private let nameIDs = NameIDSource()

  /// In bytes. A larger file is ignored.
  private static let maximumSize = 1 << 30

  /// Reads the cache file of a content folder.
  ///
  /// - Parameters:
  ///   - cache: the folder for caches. If nil, nothing is read or stored.
  ///   - program: the version of the program. Other versions do not use the file.
  ///   - ignoringExisting: whether to ignore the cache file and write a new one.
  ///   - now: nanoseconds since 1970, by the clock that stamps files.
  package init(
    in cache: String?, of folder: SourceFolder, _ context: ReadingContext, site: BaseURL,
    program: String, ignoringExisting: Bool = false, now: Int64
  ) {
    let contentPath = (try? realPath(of: folder.path)) ?? folder.path
    let key = Self.key(context, site, program: program, contentPath)
    let location: (folder: String, name: OutputPath)? = Self.location(cache, contentPath, site)
    (self.key, self.location) = (key, location)
    today = context.today
    buildStart = now
    table =
      ignoringExisting ? .empty : location.flatMap { Self.read($0.folder, $0.name, key) } ?? .empty
  }
}

extension SurveyCache {
  /// Returns the row of the path, if it is in the cache, and its record, if the file has not
  /// changed.
  ///
  /// - Parameter hint: the row to try first.
  func lookUp(
    _ path: String, in files: DirectoryHandleCache?, displayPath: @autoclosure () -> String,
    hint: Int,
    names: inout NameInterner
  ) -> (row: Int?, record: ThreadRecord?) {
    guard table.count > 0, let row = table.row(of: path, hint: hint) else { return (nil, nil) }
    guard let stamp = files?.stamp(ofFile: path) else { return (row, nil) }
    return (
      row,
      table.withRecord(of: row) {
        ThreadRecord(
          $0, of: path, stamp: SourceStamp(stamp), today: today, names: &names,
          displayPath: displayPath())
      }
    )
  }

  /// Returns an interner of author names for one worker. Its size assumes half as many members as
  /// threads.
  func makeNameInterner() -> NameInterner { NameInterner(nameIDs, expecting: table.count / 2) }

  /// Returns the record to store for the file, or nil if it must not be stored. Called by the
  /// worker that surveyed the file.
  func record(
    of summary: ThreadSummary, _ diagnostics: [Diagnostic], in writer: inout RecordWriter
  ) -> SurveyRecord? {
    guard location != nil, isStorable(summary, diagnostics) else { return nil }
    writer.removeAll()
    summary.record(diagnostics, in: &writer)
    return SurveyRecord(writer.bytes.withUnsafeBytes { Array($0) })
  }

  /// Writes the cache if there are new records or if old ones are no longer needed.
  ///
  /// Any thread can call this while others use the same results. Returns the error if the cache
  /// could not be written, which only makes the next build slower.
  package func save(_ threads: [SurveyedThread]) -> FileError? {
    guard let location, needsWriting(threads) else { return nil }
    let writer = writer(of: threads)
    do throws(FileError) {
      let folder = try OpenFolder(at: location.folder, creating: true, for: .write)
      try folder.write(to: location.name) { (write) throws(FileError) in
        try writer.write(key: key, to: write)
      }
      return nil
    } catch {
      return error
    }
  }
}

extension SurveyCache {
  /// Time stamp of a file if it were written now, in nanoseconds since 1970.
  package static var currentFileTime: Int64 { fileSystemTime() }

  /// Returns the location of the cache file. Each content folder and each site URL has its own
  /// file.
  private static func location(
    _ cache: String?, _ content: String, _ site: BaseURL
  ) -> (folder: String, name: OutputPath)? {
    var text = "\(site.origin)\(site.path) \(content)"
    let checksum = text.withUTF8 { recordChecksum(of: UnsafeRawBufferPointer($0)) }
    guard let cache, let name = OutputPath("survey-\(String(checksum, radix: 16))") else {
      return nil
    }
    return (cache, name)
  }

  static func key(
    _ context: ReadingContext, _ site: BaseURL, program: String, _ content: String
  ) -> Fingerprint {
    var key = Fingerprinter()
    for text in [program, content, site.origin, site.host, site.path, context.zone.name] {
      key.combine(text)
    }
    key.combine(context.zone.canonicalBytes)
    for text in context.official.canonicalTexts { key.combine(text) }
    return key.fingerprint()
  }

  private static func read(
    _ folder: String, _ name: OutputPath, _ key: Fingerprint
  ) -> SurveyTable? {
    let bytes = try? OpenFolder(at: folder).read(name, limit: maximumSize).bytes
    return bytes.flatMap { SurveyTable($0, key: key) }
  }

  /// Returns whether the cache must be written. Threads that cannot be stored yet do not count,
  /// because the next build surveys them again.
  private func needsWriting(_ threads: [SurveyedThread]) -> Bool {
    var cachedCount = 0
    for thread in threads {
      if thread.record != nil { return true }
      if thread.row != nil { cachedCount += 1 }
    }
    return cachedCount != table.count
  }

  private func isStorable(_ summary: ThreadSummary, _ diagnostics: [Diagnostic]) -> Bool {
    summary.stamp.isSettled(at: buildStart)
      && summary.latestDay <= today && !diagnostics.contains { $0.severity == .error }
  }

  private func writer(of threads: [SurveyedThread]) -> SurveyTableWriter {
    var storable = threads.indices.filter { threads[$0].isCached || threads[$0].record != nil }
    let areSorted = zip(storable, storable.dropFirst()).allSatisfy {
      threads[$0].precedes(threads[$1])
    }
    if !areSorted { storable.sort { threads[$0].precedes(threads[$1]) } }
    var writer = SurveyTableWriter(table, expecting: storable.count)
    for index in storable {
      guard let path = threads[index].summary?.path else { continue }
      if let record = threads[index].record {
        writer.append(path, record)
      } else if let row = threads[index].row {
        writer.append(path, row: row)
      }
    }
    return writer
  }
}

/// Result of the survey for one thread file.
package struct SurveyedThread: Sendable {
  /// Nil if the file has errors.
  package let summary: ThreadSummary?
  package let diagnostics: [Diagnostic]
  /// Row of the path in the cache, if it has one. The record there may be out of date.
  let row: Int?
  /// Whether the summary is from the cache.
  let isCached: Bool
  /// Record to store in the cache, if there is a new one.
  let record: SurveyRecord?
}

extension SurveyedThread {
  fileprivate func precedes(_ other: SurveyedThread) -> Bool {
    guard let path = summary?.path, let next = other.summary?.path else { return false }
    return compareBytes(path, next) < 0
  }
}
