// The Publishing module writes the planned files into the output folder. It decides what to
// write, what to keep and what to remove. Entry points, in order of use: `OutputFolder.open`,
// `OutputFolder.survey`, `OutputScan.begin` and `Publication`.
//
// The order of the steps makes a build safe to interrupt:
//
// 1. Check every planned and every listed path. Nothing is changed until all conflicts are known.
// 2. Add every path that the build may write to the file list.
// 3. Write each file to a temporary name and rename it. A new top-level folder is filled in a
//    staging folder and renamed as a whole.
// 4. Remove obsolete files.
// 5. Write the final file list and the manifest.
//
// After an interruption at any point, each file is entirely old or entirely new, and the file
// list names every file that forumgen wrote.

internal import Files

/// The output folder during one build: planned files, their state, and the files to remove.
///
/// `isCurrent(at:)` and `write` are safe to call from many threads. `finish` takes the values
/// that `write` returned.
package struct Publication: Sendable {
  private let folder: OpenFolder
  private let options: PublishingOptions
  private let isUnfinished: Bool
  private let plan: Plan
  /// State of each planned file, indexed by position.
  private let standings: [OutputFileState]
  /// Manifest of the last build.
  private let manifest: Manifest
  private let leftovers: [OutputPath]
  private let gone: [OutputPath]
  /// Obsolete files that `begin` has already removed because they blocked a planned path.
  private let removed: [OutputPath]
  /// Staging folder for new top-level folders. Nil if none is new or they cannot be staged.
  private let staging: Staging?
  private let hadList: Bool
  /// Whether the stored manifest lists exactly the planned paths.
  private let isRemembered: Bool

  /// Whether every planned file is current, so that nothing has to be rendered.
  package let isCurrent: Bool

  /// Whether the file exists and shows the planned fingerprint. If not, it has to be rendered.
  /// `position`: index of the file in the `PlannedFiles` of this build.
  package func isCurrent(at position: Int) -> Bool { standings[position].isCurrent }

  /// Writes `bytes` to the file at `position`, unless the file already has these bytes. An
  /// unchanged file keeps its modification time.
  package func write(
    _ bytes: [UInt8], at position: Int
  ) throws(PublishingError) -> PublishedFile {
    let path = plan.path(at: position)
    if let stamp = unchanged(bytes, at: position) {
      return PublishedFile(position: position, stamp: stamp, isWritten: false)
    }
    let stamp = try trying(to: .write) { () throws(FileError) in
      if let staging, staging.takes(path) { return try staging.write(bytes, to: path) }
      return try folder.write(bytes, to: path, parentIsMissing: standings[position].isWithoutFolder)
    }
    return PublishedFile(position: position, stamp: stamp, isWritten: true)
  }

  /// Completes the build. Every planned file must be current or in `published`, else
  /// `.unpublished` is thrown.
  ///
  /// Moves staged folders into place, removes obsolete files and the folders that they leave
  /// empty, and writes the file list and the manifest.
  package func finish(_ published: [PublishedFile]) throws(PublishingError) -> PublishResult {
    let byPosition = PublishedByPosition(published, of: plan.count)
    try refuseUnpublished(byPosition)
    try trying(to: .write) { () throws(FileError) in try staging?.finish() }
    try removeLeftovers()
    if !gone.isEmpty { try folder.writeList(plan.paths) }
    let failure = remember(byPosition)
    _ = try trying(to: .remove) { () throws(FileError) in
      try folder.removeFile(.unfinished)
    }
    let written = written(of: byPosition)
    return PublishResult(
      written: written, kept: plan.count - written.count,
      removed: (removed + leftovers).sorted(), hadList: hadList,
      followsCutOff: isUnfinished, forgotten: failure)
  }
}

extension Publication {
  init(_ output: OutputFolder, _ plan: Plan, _ findings: OutputScanResult, _ staging: Staging?) {
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

  /// Returns the stamp of the existing file if it has exactly these bytes. A file that cannot be
  /// read counts as different.
  private func unchanged(_ bytes: [UInt8], at position: Int) -> FileStamp? {
    guard size(at: position) == Int32(clamping: bytes.count),
      let old = try? folder.read(plan.path(at: position), limit: bytes.count),
      old.bytes == bytes
    else { return nil }
    return old.stamp
  }

  /// Size of the existing file in bytes, clamped to `Int32.max`. Nil if there is no file.
  private func size(at position: Int) -> Int32? {
    switch standings[position] {
    case .missing: nil
    case .unknown(let size): size
    case .current(let row): Int32(clamping: manifest.rows[Int(row)].size)
    }
  }

  /// Throws `.unpublished` if a planned file is neither current nor published.
  private func refuseUnpublished(_ published: PublishedByPosition) throws(PublishingError) {
    let missing = standings.indices.first { published[$0] == nil && !isCurrent(at: $0) }
    guard let missing else { return }
    let path = folder.displayPath(plan.path(at: missing))
    throw PublishingError(path: path, reason: .unpublished)
  }

  /// Returns the paths of the written files, sorted, because the plan's paths are sorted.
  private func written(of published: PublishedByPosition) -> [OutputPath] {
    if published.files.isEmpty { return [] }
    return (0..<plan.count).lazy.map(plan.position)
      .filter { published[$0]?.isWritten == true }.map(plan.path)
  }

  private func removeLeftovers() throws(PublishingError) {
    try trying(to: .remove) { () throws(FileError) in
      for path in leftovers { try folder.removeFile(path) }
      // A killed build may have removed files but not their folders.
      let files = isUnfinished ? gone : removed + leftovers
      // Reversed, so that subfolders come before their parents.
      for path in Set(files.flatMap(folders)).sorted().reversed() {
        _ = try folder.removeEmptyFolder(path)
      }
    }
  }

  private func folders(above path: OutputPath) -> [OutputPath] {
    Array(sequence(first: path, next: \.parent).dropFirst())
  }

  /// Writes the manifest if it would differ from the stored one. Returns an error instead of
  /// throwing it, because a missing manifest only makes the next build slower.
  private func remember(_ published: PublishedByPosition) -> PublishingError? {
    // The stored manifest already describes this state.
    if isRemembered && isCurrent { return nil }
    guard let place = ManifestLocation(cache: options.cache, output: options.output) else {
      return nil
    }
    waitForTheClock(after: published.files.map(\.stamp.modified).max() ?? 0)
    do throws(FileError) {
      try place.write(plan.paths, program: options.program) { index in
        let position = plan.position(at: index)
        if let file = published[position] {
          return Manifest.Row(plan.fingerprints[position], file.stamp)
        }
        // The row of a current file has the planned fingerprint and the file's stamp.
        guard case .current(let row) = standings[position] else {
          preconditionFailure()  // `finish` rejected files that are neither published nor current.
        }
        return manifest.rows[Int(row)]
      }
      return nil
    } catch {
      return PublishingError(.write, error)
    }
  }

  /// Waits until the kernel's timestamp clock has passed `modified`, for about 20 ms at most. Any
  /// later edit of a published file then gets a different modification time.
  ///
  /// A clock tick takes at most 10 ms. Linux 6.13 and later give a finer timestamp to a file
  /// whose timestamps have been read. On a file system with one-second timestamps, an edit within
  /// the same second is not detected.
  private func waitForTheClock(after modified: Int64) {
    for _ in 0..<20 where fileSystemTime() <= modified { sleep(milliseconds: 1) }
  }
}

/// Published files, found by position.
private struct PublishedByPosition {
  let files: [PublishedFile]
  /// Index in `files` for each position, or -1.
  private let places: [Int32]

  /// `count`: number of planned files.
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
