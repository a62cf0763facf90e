// The Publishing module writes the planned files into the output folder. It decides what to
// write, what to keep and what to remove. Entry points, in order of use: `OutputFolder.open`,
// `OutputFolder.makeScan`, `OutputScan.beginPublishing` and `Publication`.
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

package import Files

/// The output folder during one build: planned files, their state, and the files to remove.
///
/// `isCurrent(at:)` and `write` are safe to call from many threads. `finish` takes the values
/// that `write` returned.
package struct Publication: Sendable {
  private let folder: OpenFolder
  private let options: PublishingOptions
  private let previousBuildInterrupted: Bool
  private let plan: Plan
  /// State of each planned file, indexed by position.
  private let fileStates: [OutputFileState]
  /// Manifest of the last build.
  private let manifest: Manifest
  private let obsoleteFiles: [OutputPath]
  private let unplannedPaths: [OutputPath]
  /// Obsolete files that `beginPublishing` has already removed because they blocked a planned path.
  private let removedBlockingFiles: [OutputPath]
  /// Staging folder for new top-level folders. Nil if none is new or they cannot be staged.
  private let staging: Staging?
  private let hadFileList: Bool
  /// Whether the stored manifest lists exactly the planned paths.
  private let manifestListsPlan: Bool

  /// Whether every planned file is current, so that nothing has to be rendered.
  package let isCurrent: Bool

  /// Whether the file exists and shows the planned fingerprint. If not, it has to be rendered.
  /// `position`: index of the file in the `PlannedFiles` of this build.
  package func isCurrent(at position: Int) -> Bool { fileStates[position].isCurrent }

  /// Writes `bytes` to the file at `position`, unless the file already has these bytes. An
  /// unchanged file keeps its modification time.
  package func write(
    _ bytes: [UInt8], at position: Int
  ) throws(FileError) -> PublishedFile {
    let path = plan.path(at: position)
    if let stamp = stampIfUnchanged(bytes, at: position) {
      return PublishedFile(position: position, stamp: stamp, isWritten: false)
    }
    let stamp =
      if let staging, staging.contains(path) {
        try staging.write(bytes, to: path)
      } else {
        try folder.write(bytes, to: path, parentIsMissing: fileStates[position].isFolderMissing)
      }
    return PublishedFile(position: position, stamp: stamp, isWritten: true)
  }

  /// Completes the build. Every planned file must be current or in `published`, else
  /// `.notWritten` is thrown.
  ///
  /// Moves staged folders into place, removes obsolete files and the folders that they leave
  /// empty, and writes the file list and the manifest.
  package func finish(_ published: [PublishedFile]) throws(FileError) -> PublishResult {
    let byPosition = PublishedByPosition(published, of: plan.count)
    try refuseUnwrittenFiles(byPosition)
    try staging?.finish()
    try removeObsoleteFiles()
    if !unplannedPaths.isEmpty { try folder.write(plan.paths.lines, to: .fileList) }
    let manifestError = writeManifest(byPosition)
    try folder.removeFile(.unfinishedMarker)
    let written = written(of: byPosition)
    return PublishResult(
      written: written, kept: plan.count - written.count,
      removed: (removedBlockingFiles + obsoleteFiles).sorted(), hadFileList: hadFileList,
      previousBuildInterrupted: previousBuildInterrupted, manifestError: manifestError)
  }
}

extension Publication {
  init(_ output: OutputFolder, _ plan: Plan, _ result: OutputScanResult, _ staging: Staging?) {
    self.staging = staging
    folder = output.folder
    options = output.options
    previousBuildInterrupted = output.previousBuildInterrupted
    self.plan = plan
    manifest = output.manifest
    var fileStates = result.fileStates
    for (index, state) in result.fileStates.enumerated() {
      fileStates[plan.position(at: index)] = state
    }
    self.fileStates = fileStates
    isCurrent = fileStates.allSatisfy(\.isCurrent)
    manifestListsPlan = output.manifest.paths == plan.paths
    hadFileList = output.listedPaths != nil
    unplannedPaths = result.unplannedPaths
    removedBlockingFiles = result.blockingFiles
    let alreadyRemoved = Set(result.blockingFiles)
    obsoleteFiles = result.obsoleteFiles.filter { !alreadyRemoved.contains($0) }
  }

  /// Returns the stamp of the existing file if it has exactly these bytes. A file that cannot be
  /// read counts as different.
  private func stampIfUnchanged(_ bytes: [UInt8], at position: Int) -> FileStamp? {
    guard size(at: position) == Int32(clamping: bytes.count),
      let old = try? folder.read(plan.path(at: position), limit: bytes.count),
      old.bytes == bytes
    else { return nil }
    return old.stamp
  }

  /// Size of the existing file in bytes, clamped to `Int32.max`. Nil if there is no file.
  private func size(at position: Int) -> Int32? {
    switch fileStates[position] {
    case .missing: nil
    case .outdated(let size): size
    case .current(let row): Int32(clamping: manifest.rows[Int(row)].size)
    }
  }

  /// Throws `.notWritten` if a planned file is neither current nor published.
  private func refuseUnwrittenFiles(_ published: PublishedByPosition) throws(FileError) {
    let missing = fileStates.indices.first { published[$0] == nil && !isCurrent(at: $0) }
    guard let missing else { return }
    throw .notWritten(folder.displayPath(plan.path(at: missing)))
  }

  /// Returns the paths of the written files, sorted, because the plan's paths are sorted.
  private func written(of published: PublishedByPosition) -> [OutputPath] {
    if published.files.isEmpty { return [] }
    return (0..<plan.count).lazy.map(plan.position)
      .filter { published[$0]?.isWritten == true }.map(plan.path)
  }

  private func removeObsoleteFiles() throws(FileError) {
    for path in obsoleteFiles { try folder.removeFile(path) }
    // A killed build may have removed files but not their folders.
    let files = previousBuildInterrupted ? unplannedPaths : removedBlockingFiles + obsoleteFiles
    // Reversed, so that subfolders come before their parents.
    for path in Set(files.flatMap(folders)).sorted().reversed() {
      try folder.removeEmptyFolder(path)
    }
  }

  private func folders(above path: OutputPath) -> [OutputPath] {
    Array(sequence(first: path, next: \.parent).dropFirst())
  }

  /// Writes the manifest if it would differ from the stored one. Returns an error instead of
  /// throwing it, because a missing manifest only makes the next build slower.
  private func writeManifest(_ published: PublishedByPosition) -> FileError? {
    // The stored manifest already describes this state.
    if manifestListsPlan && isCurrent { return nil }
    guard let location = ManifestLocation(cache: options.cache, output: options.output) else {
      return nil
    }
    waitForClockTick(after: published.files.map(\.stamp.modified).max() ?? 0)
    do throws(FileError) {
      try location.write(plan.paths, program: options.program) { index in
        let position = plan.position(at: index)
        if let file = published[position] {
          return Manifest.Row(plan.fingerprints[position], file.stamp)
        }
        // The row of a current file has the planned fingerprint and the file's stamp.
        guard case .current(let row) = fileStates[position] else {
          preconditionFailure()  // `finish` rejected files that are neither published nor current.
        }
        return manifest.rows[Int(row)]
      }
      return nil
    } catch {
      return error
    }
  }

  /// Waits until the kernel's timestamp clock has passed `modified`, for about 20 ms at most. Any
  /// later edit of a published file then gets a different modification time.
  ///
  /// A clock tick takes at most 10 ms. Linux 6.13 and later give a finer timestamp to a file
  /// whose timestamps have been read. On a file system with one-second timestamps, an edit within
  /// the same second is not detected.
  private func waitForClockTick(after modified: Int64) {
    for _ in 0..<20 where fileSystemTime() <= modified { sleep(milliseconds: 1) }
  }
}

/// Published files, found by position.
private struct PublishedByPosition {
  let files: [PublishedFile]
  /// Index in `files` for each position, or -1.
  private let indices: [Int32]

  /// `count`: number of planned files.
  init(_ files: [PublishedFile], of count: Int) {
    self.files = files
    var indices = [Int32](repeating: -1, count: count)
    for (index, file) in files.enumerated() { indices[file.position] = Int32(index) }
    self.indices = indices
  }

  subscript(position: Int) -> PublishedFile? {
    indices[position] < 0 ? nil : files[Int(indices[position])]
  }
}
