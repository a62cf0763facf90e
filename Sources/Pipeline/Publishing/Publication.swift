// The Publishing room: pages → files; what to write, keep and remove. Its door is
// `OutputFolder.open`, then `begin`, then `Publication`.
//
// The order of things is the promise: look at everything (nothing is changed while a conflict may
// still be found), note down what this build may touch, write each file beside and rename it, or
// fill a new folder beside and rename that, remove what is gone, note down what there is. Wherever
// that is cut off, each file is entirely old or entirely new, and the list names all that is ours.

internal import Files

/// A build's files on their way into the output folder.
///
/// `current` and `write` may be called from many threads; what they find is in what they return.
package struct Publication: Sendable {
  private let folder: OpenFolder
  private let options: PublishingOptions
  private let isUnfinished: Bool
  private let plan: Plan
  /// By position.
  private let standings: [Standing]
  /// The last build's.
  private let manifest: Manifest
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

  /// Whether the file is there and shows exactly the planned fingerprint; else it has to be rendered.
  /// `position`: the file's place in the plan as `begin` was given it.
  package func isCurrent(at position: Int) -> Bool { standings[position].isCurrent }

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
    let byPosition = PublishedByPosition(published, of: plan.count)
    try refuseUnpublished(byPosition)
    try trying(to: .write) { () throws(FileProblem) in try staging?.finish() }
    try removeLeftovers()
    if !gone.isEmpty { try folder.writeList(plan.paths) }
    let failure = remember(byPosition)
    _ = try trying(to: .remove) { () throws(FileProblem) in
      try folder.removeFile(.unfinished)
    }
    let written = written(of: byPosition)
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
    manifest = output.manifest
    var standings = findings.standings
    for (place, standing) in findings.standings.enumerated() {
      standings[plan.position(at: place)] = standing
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
    guard size(at: position) == Int32(clamping: bytes.count),
      let old = try? folder.read(plan.path(at: position), limit: bytes.count),
      old.bytes == bytes
    else { return nil }
    return old.stamp
  }

  /// Of the file that is there; nil when none is.
  private func size(at position: Int) -> Int32? {
    switch standings[position] {
    case .missing: nil
    case .unknown(let size): size
    case .current(let row): Int32(clamping: manifest.rows[Int(row)].size)
    }
  }

  /// Of all planned files each has to be current or published.
  private func refuseUnpublished(_ published: PublishedByPosition) throws(PublishingProblem) {
    let missing = standings.indices.first { published[$0] == nil && !isCurrent(at: $0) }
    guard let missing else { return }
    let path = folder.shown(plan.path(at: missing))
    throw PublishingProblem(path: path, reason: .unpublished)
  }

  /// In the order of the plan's paths, which need not be sorted again.
  private func written(of published: PublishedByPosition) -> [OutputPath] {
    if published.files.isEmpty { return [] }
    return (0..<plan.count).lazy.map(plan.position)
      .filter { published[$0]?.isWritten == true }.map(plan.path)
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
  private func remember(_ published: PublishedByPosition) -> PublishingProblem? {
    // By the manifest as it lies there.
    if isRemembered && isCurrent { return nil }
    guard let place = ManifestPlace(cache: options.cache, output: options.output) else {
      return nil
    }
    waitForTheClock(after: published.files.map(\.stamp.modified).max() ?? 0)
    do throws(FileProblem) {
      try place.write(plan.paths, program: options.program) { index in
        let position = plan.position(at: index)
        if let file = published[position] {
          return Manifest.Row(plan.fingerprints[position], file.stamp)
        }
        // A current file shows what its row says, fingerprint and stamp.
        guard case .current(let row) = standings[position] else {
          preconditionFailure()  // `finish` refused what is neither published nor current.
        }
        return manifest.rows[Int(row)]
      }
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

/// The files that were published, to be found by their positions.
private struct PublishedByPosition {
  let files: [PublishedFile]
  /// For each position the file's place among them, or -1.
  private let places: [Int32]

  /// `count`: of all planned files.
  init(_ files: [PublishedFile], of count: Int) {
    self.files = files
    var places = [Int32](repeating: -1, count: count)
    for (place, file) in files.enumerated() { places[file.position] = Int32(place) }
    self.places = places
  }

  subscript(position: Int) -> PublishedFile? {
    places[position] < 0 ? nil : files[Int(places[position])]
  }
}
