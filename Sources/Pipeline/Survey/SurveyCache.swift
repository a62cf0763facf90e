package import Content
package import Diagnostics
import Files
import Fingerprints

/// What earlier builds found in the thread files, so that a build after an edit surveys only what
/// changed.
///
/// A summary and its warnings are a function of the file's bytes and of the key: the program, the
/// forum's clock, its URL, and who speaks for it. Of the day of the build only a warning depends, of
/// posts dated after it: a thread with such a post is not kept, and one that has such a post again, because the day of
/// the build is an earlier one, is surveyed again; so a new day costs nothing. Nor is a file with
/// errors kept, or one that was changed too shortly before the build began: another change may
/// follow within the same tick of the file system's clock and leave the same stamp.
///
/// Damage, truncation and foreign bytes cost time only: all is checked before it is taken.
package final class SurveyCache: Sendable {
  let table: SurveyTable
  private let key: Fingerprint
  private let place: (folder: String, name: OutputPath)?
  private let today: Day
  /// When the build began, by the clock that stamps files.
  private let opened: Int64
  private let numbers = NameNumbers()

  /// In bytes; a full-size forum takes a tenth.
  private static let limit = 1 << 30

  /// `cache`: the folder for what may be lost; nil: nothing is read or kept. `forgetting`: what is
  /// there is not read, but written anew. `now`: by the clock that stamps files, in nanoseconds since
  /// 1970.
  package init(
    in cache: String?, of folder: ContentFolder, _ rules: ReadingRules, site: SiteURL,
    program: String, forgetting: Bool = false, now: Int64
  ) {
    let real = (try? realPath(of: folder.path)) ?? folder.path
    let key = Self.key(rules, site, program: program, real)
    let place: (folder: String, name: OutputPath)? = Self.place(cache, real, site)
    (self.key, self.place) = (key, place)
    today = rules.today
    opened = now
    table = forgetting ? .empty : place.flatMap { Self.read($0.folder, $0.name, key) } ?? .empty
  }
}

extension SurveyCache {
  /// What is known of a file that has not changed.
  func find(
    _ path: String, in files: NearFiles?, shown: @autoclosure () -> String, near hint: Int,
    names: inout NamePool
  ) -> (row: Int?, record: ThreadRecord?) {
    guard table.count > 0, let row = table.row(of: path, near: hint) else { return (nil, nil) }
    guard let stamp = files?.stamp(ofFile: path) else { return (row, nil) }
    return (
      row,
      table.withRecord(of: row) {
        ThreadRecord(
          $0, of: path, stamp: SourceStamp(stamp), today: today, names: &names, shown: shown())
      }
    )
  }

  /// For a worker. Most forums have half as many members as threads.
  func names() -> NamePool { NamePool(numbers, expecting: table.count / 2) }

  /// What the next build can take for the file, if it may; asked for by the worker that read it.
  func record(
    of summary: ThreadSummary, _ diagnostics: [Diagnostic], in writer: inout RecordWriter
  ) -> SurveyRecord? {
    guard place != nil, mayKeep(summary, diagnostics) else { return nil }
    writer.removeAll()
    summary.record(diagnostics, in: &writer)
    return SurveyRecord(writer.bytes.withUnsafeBytes { Array($0) })
  }

  /// Writes the cache anew if there is anything new to keep, or if anything in it has gone; answers
  /// with what kept it from being written, which costs the next build time. Any thread may call it,
  /// while others build from the same results.
  package func keep(_ threads: [SurveyedThread]) -> ReadingProblem? {
    guard let place, differs(from: threads) else { return nil }
    let writer = writer(of: threads)
    do throws(FileProblem) {
      let folder = try OpenFolder(at: place.folder, creating: true)
      try folder.write(to: place.name) { (write) throws(FileProblem) in
        try writer.write(key: key, to: write)
      }
      return nil
    } catch {
      return ReadingProblem(error)
    }
  }
}

extension SurveyCache {
  /// The time that a file would be stamped with if it were written now.
  package static var clock: Int64 { stampingClock() }

  /// A file of its own for each content folder and each URL that a site of it may have.
  private static func place(
    _ cache: String?, _ content: String, _ site: SiteURL
  ) -> (folder: String, name: OutputPath)? {
    var text = "\(site.origin)\(site.path) \(content)"
    let sum = text.withUTF8 { recordChecksum(of: UnsafeRawBufferPointer($0)) }
    guard let cache, let name = OutputPath("survey-\(String(sum, radix: 16))") else { return nil }
    return (cache, name)
  }

  static func key(
    _ rules: ReadingRules, _ site: SiteURL, program: String, _ content: String
  ) -> Fingerprint {
    var key = Fingerprinter()
    for text in [program, content, site.origin, site.host, site.path, rules.zone.name] {
      key.add(text)
    }
    key.add(rules.zone.canonicalBytes)
    for text in rules.official.canonicalTexts { key.add(text) }
    return key.fingerprint()
  }

  private static func read(
    _ folder: String, _ name: OutputPath, _ key: Fingerprint
  ) -> SurveyTable? {
    let bytes = try? OpenFolder(at: folder).read(name, limit: limit).bytes
    return bytes.flatMap { SurveyTable($0, key: key) }
  }

  /// What only cannot be kept yet is no reason to write: it is surveyed again by the next build.
  private func differs(from threads: [SurveyedThread]) -> Bool {
    var seen = 0
    for thread in threads {
      if thread.record != nil { return true }
      if thread.row != nil { seen += 1 }
    }
    return seen != table.count
  }

  private func mayKeep(_ summary: ThreadSummary, _ diagnostics: [Diagnostic]) -> Bool {
    summary.stamp.isSettled(at: opened)
      && summary.latestDay <= today && !diagnostics.contains { $0.severity == .error }
  }

  private func writer(of threads: [SurveyedThread]) -> SurveyTableWriter {
    var kept = threads.indices.filter { threads[$0].isCached || threads[$0].record != nil }
    let areSorted = zip(kept, kept.dropFirst()).allSatisfy { threads[$0].precedes(threads[$1]) }
    if !areSorted { kept.sort { threads[$0].precedes(threads[$1]) } }
    var writer = SurveyTableWriter(table, expecting: kept.count)
    for index in kept {
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

/// What the survey found in one file.
package struct SurveyedThread: Sendable {
  /// Nil when the file has errors.
  package let summary: ThreadSummary?
  package let diagnostics: [Diagnostic]
  /// The path's place in the cache, if it has one; what stands there may be out of date.
  let row: Int?
  /// It was taken from there.
  let isCached: Bool
  /// What is to be put there.
  let record: SurveyRecord?
}

extension SurveyedThread {
  fileprivate func precedes(_ other: SurveyedThread) -> Bool {
    guard let path = summary?.path, let next = other.summary?.path else { return false }
    return compareBytes(path, next) < 0
  }
}
