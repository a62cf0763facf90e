// The Publishing room: pages → files; what to write, keep and remove. Its door is
// `OutputFolder.open`, then `begin`, then `Publication`.
//
// The order of things is the promise: look at everything (nothing is changed while a conflict may
// still be found), note down what this build may touch, write each file beside and rename it, or
// fill a new folder beside and rename that, remove what is gone, note down what there is. Wherever
// that is cut off, each file is entirely old or entirely new, and the list names all that is ours.

package import Files

/// A build's files on their way into the output folder.
///
/// `current` and `write` may be called from many threads; what they find is in what they return.
package struct Publication: Sendable {
  private let folder: OpenFolder
  private let options: PublishingOptions
  private let isUnfinished: Bool
  private let plan: Plan
  private let standings: [Standing]
  private let leftovers: [OutputPath]
  private let gone: [OutputPath]
  /// Old files that were removed already, for they stood in the way.
  private let removed: [OutputPath]
  /// Where whole folders are made that are new.
  private let staging: Staging?
  private let hadList: Bool
  /// Whether the manifest in the cache says what this plan does, if all is current.
  private let isRemembered: Bool

  /// Whether every planned file is as it should be, so that none need be asked for.
  package let isCurrent: Bool

  /// The file's stamp, when it is there and shows exactly the planned fingerprint; nil: it has to
  /// be rendered. `position`: the file's place in the plan as `begin` was given it.
  package func current(_ position: Int) -> FileStamp? {
    guard case .current(let stamp) = standings[position] else { return nil }
    return stamp
  }

  /// Makes the file at that position show `bytes`: leaves it alone when it does, for a page that is
  /// not touched keeps its time, and comparing costs a third of writing.
  package func write(
    _ bytes: [UInt8], at position: Int
  ) throws(PublishingProblem) -> PublishedFile {
    let path = plan.path(at: position)
    if let stamp = unchanged(bytes, at: position) {
      return PublishedFile(position: position, stamp: stamp, isWritten: false)
    }
    let stamp = try trying(to: .write) { () throws(FileProblem) in
      if let staging, staging.takes(path) { return try staging.write(bytes, to: path) }
      return try folder.write(bytes, to: path, makingFolder: standings[position].isWithoutFolder)
    }
    return PublishedFile(position: position, stamp: stamp, isWritten: true)
  }

  /// Ends the build: all planned files are current or have been written. Removes what is gone, then
  /// the folders that became empty by it, and notes down what there is.
  package func finish(_ published: [PublishedFile]) throws(PublishingProblem) -> Tally {
    let stamps = try finalStamps(published)
    try trying(to: .write) { () throws(FileProblem) in try staging?.finish() }
    try removeLeftovers()
    if !gone.isEmpty { try folder.writeList(plan.paths) }
    let failure = remember(stamps, published)
    _ = try trying(to: .remove) { () throws(FileProblem) in
      try folder.removeFile(.unfinished)
    }
    let written = written(of: published)
    return Tally(
      written: written, kept: plan.count - written.count,
      removed: (removed + leftovers).sorted(), hadList: hadList,
      followsCutOff: isUnfinished, forgotten: failure)
  }
}

extension Publication {
  init(_ output: OutputFolder, _ plan: Plan, _ findings: SurveyPart, _ staging: Staging?) {
    self.staging = staging
    folder = output.folder
    options = output.options
    isUnfinished = output.isUnfinished
    self.plan = plan
    var standings = findings.standings
    for (index, position) in plan.order.enumerated() {
      standings[position] = findings.standings[index]
    }
    self.standings = standings
    isCurrent = standings.allSatisfy(\.isCurrent)
    isRemembered = output.manifest.paths == plan.paths
    hadList = output.listed != nil
    gone = findings.gone
    removed = findings.blockingFiles
    let cleared = Set(findings.blockingFiles)
    leftovers = findings.leftovers.filter { !cleared.contains($0) }
  }

  /// The stamp of the file that is there, when it holds these bytes. One that cannot be read is
  /// written anew.
  private func unchanged(_ bytes: [UInt8], at position: Int) -> FileStamp? {
    guard let stamp = standings[position].stamp, stamp.size == bytes.count,
      let old = try? folder.read(plan.path(at: position), limit: bytes.count),
      old.bytes == bytes
    else { return nil }
    return old.stamp
  }

  /// By position; empty when the manifest has them already.
  private func finalStamps(
    _ published: [PublishedFile]
  ) throws(PublishingProblem) -> [FileStamp?] {
    if isCurrent && isRemembered { return [] }
    var stamps = (0..<plan.count).map(current)
    for file in published { stamps[file.position] = file.stamp }
    if let missing = stamps.firstIndex(of: nil) {
      let path = folder.shown(plan.path(at: missing))
      throw PublishingProblem(path: path, reason: .unpublished)
    }
    return stamps
  }

  /// In the order of the plan's paths, which need not be sorted again.
  private func written(of published: [PublishedFile]) -> [OutputPath] {
    var isWritten = [Bool](repeating: false, count: published.isEmpty ? 0 : plan.count)
    for file in published where file.isWritten { isWritten[file.position] = true }
    if published.isEmpty { return [] }
    return plan.order.filter { isWritten[$0] }.map(plan.path)
  }

  private func removeLeftovers() throws(PublishingProblem) {
    try trying(to: .remove) { () throws(FileProblem) in
      for path in leftovers { try folder.removeFile(path) }
      // A killed build may have removed the files and not their folders.
      let files = isUnfinished ? gone : removed + leftovers
      // Backwards, for "a/b" stands behind "a".
      for path in Set(files.flatMap(folders)).sorted().reversed() {
        _ = try folder.removeEmptyFolder(path)
      }
    }
  }

  private func folders(above path: OutputPath) -> [OutputPath] {
    Array(sequence(first: path, next: \.parent).dropFirst())
  }

  /// Writes the manifest if it says anything new; that it cannot be written costs the next build
  /// time and is no failure of this one.
  private func remember(
    _ stamps: [FileStamp?], _ published: [PublishedFile]
  ) -> PublishingProblem? {
    // By the manifest as it lies there.
    if isRemembered && isCurrent { return nil }
    guard let place = ManifestPlace(cache: options.cache, output: options.output) else {
      return nil
    }
    let rows = plan.order.compactMap { position in
      stamps[position].map { Manifest.Row(plan.fingerprints[position], $0) }
    }
    let manifest = Manifest(paths: plan.paths, rows: rows)
    waitForTheClock(after: published.map(\.stamp.modified).max() ?? 0)
    do throws(FileProblem) {
      try place.write(manifest, program: options.program)
      return nil
    } catch {
      return PublishingProblem(.write, error)
    }
  }

  /// Lets the tick of the kernel's clock pass in which the last file was written: whoever edits it
  /// after this build moves its time then. A tick is at most 10 ms; what the manifest takes is
  /// usually longer. (Since Linux 6.13 a file that was looked at gets a finer time. A file system that
  /// stamps seconds keeps the gap.)
  private func waitForTheClock(after modified: Int64) {
    for _ in 0..<20 where stampingClock() <= modified { pause(milliseconds: 1) }
  }
}
