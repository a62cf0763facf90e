internal import Files

/// Scans one part of the output folder, path by path in sorted order.
struct OutputScanner {
  private let outputScan: OutputScan
  private let listedPaths: PathTable
  private(set) var result: OutputScanResult

  /// The folders above the current path, the outermost first.
  private var folderStack: [(path: OutputPath, state: FolderState)] = []

  private var output: OutputFolder { outputScan.output }

  init(_ scan: OutputScan, part: Int, capacity: Int) {
    outputScan = scan
    listedPaths = scan.output.listedPaths ?? .empty
    result = OutputScanResult(partIndex: part)
    result.fileStates.reserveCapacity(capacity)
  }

  /// Scans a path that is planned, listed or both. `plannedIndex` is its index in the
  /// sorted plan, `listedIndex` its index in the file list.
  mutating func scan(plannedIndex: Int?, listedIndex: Int?) throws(FileError) {
    if let plannedIndex {
      result.fileStates.append(try scan(planned: plannedIndex, isListed: listedIndex != nil))
    } else if let listedIndex {
      try scan(unplanned: listedIndex)
    }
  }

  /// Adds the error that ended the scan before the errors that were found earlier.
  mutating func reportFirst(_ error: FileError) { result.errors.insert(error, at: 0) }
}

/// State of a path at which a folder is expected.
private enum FolderState {
  case folder, missing
  /// A file that the file list names. Nothing can exist below it.
  case ownFile
  case link, blocked
}

extension OutputScanner {
  private mutating func scan(
    planned index: Int, isListed: Bool
  ) throws(FileError) -> OutputFileState {
    let position = outputScan.plan.position(at: index)
    if let row = outputScan.prescannedRow(of: position) { return .current(row: row) }
    let path = outputScan.plan.path(at: position)
    guard try prepareFolders(above: path) else { return .missing(isFolderMissing: true) }
    switch try output.folder.entry(at: path) {
    case .none: break
    case .file(let stamp):
      if !isListed && !output.options.adoptsFolder { report(path, blockedBy: .file) }
      if let row = outputScan.manifestRow(of: position),
        output.manifest.rows[Int(row)].agrees(with: stamp)
      {
        return .current(row: row)
      }
      return .outdated(size: Int32(clamping: stamp.size))
    case .folder: try scheduleRemoval(of: path)
    case .link: report(path, blockedBy: .link)
    case .other: report(path, blockedBy: .other)
    }
    return .missing(isFolderMissing: false)
  }

  /// Whether the folder of the planned path exists. Anything else in its place is reported, or
  /// scheduled for removal.
  private mutating func prepareFolders(above path: OutputPath) throws(FileError) -> Bool {
    try updateFolderStack(for: path)
    guard let last = folderStack.last else { return true }
    switch last.state {
    case .folder: return true
    case .missing: break
    case .ownFile:
      result.blockingFiles.append(last.path)
      folderStack[folderStack.count - 1].state = .missing
    case .blocked:
      report(last.path, blockedBy: .other)
      folderStack[folderStack.count - 1].state = .missing
    case .link: break
    }
    return false
  }

  private mutating func scan(unplanned index: Int) throws(FileError) {
    guard let path = OutputPath(listedPaths.text(at: index)) else { return }
    result.unplannedPaths.append(path)
    try updateFolderStack(for: path)
    if let last = folderStack.last, last.state != .folder { return }
    switch try output.folder.entry(at: path) {
    case .file: result.obsoleteFiles.append(path)
    case .link: report(path, blockedBy: .link)
    // The list names files only, so anything else at this path was not made by forumgen.
    case .none, .folder, .other: break
    }
  }

  /// Sets `folderStack` to the folders above `path`, up to the first entry that is not a folder.
  private mutating func updateFolderStack(for path: OutputPath) throws(FileError) {
    while let last = folderStack.last, !path.isBelow(last.path) { folderStack.removeLast() }
    if let last = folderStack.last, last.state != .folder { return }
    while let folder = path.ancestor(directlyBelow: folderStack.last?.path) {
      let state = try state(of: folder)
      folderStack.append((folder, state))
      if state == .link { report(folder, blockedBy: .link) }
      if state != .folder { return }
    }
  }

  private func state(of folder: OutputPath) throws(FileError) -> FolderState {
    switch try output.folder.entry(at: folder) {
    case .none: .missing
    case .folder: .folder
    case .link: .link
    case .file: listedPaths.contains(folder) ? .ownFile : .blocked
    case .other: .blocked
    }
  }

  private mutating func report(_ path: OutputPath, blockedBy obstacle: Obstacle) {
    result.errors.append(.blocked(output.folder.displayPath(path), by: obstacle))
  }
}

extension OutputScanner {
  /// Schedules a folder that blocks a planned file for removal if forumgen wrote all files in it.
  /// Otherwise reports it.
  private mutating func scheduleRemoval(of folder: OutputPath) throws(FileError) {
    guard listedPaths.containsAnything(below: folder) else {
      return report(folder, blockedBy: .folder)
    }
    for name in try output.folder.names(in: folder) {
      guard let path = OutputPath("\(folder.text)/\(name)") else {
        report(folder, blockedBy: .folder)
        continue
      }
      try scheduleRemoval(ofEntry: path)
    }
    result.blockingFolders.append(folder)
  }

  private mutating func scheduleRemoval(ofEntry path: OutputPath) throws(FileError) {
    switch try output.folder.entry(at: path) {
    // A name that is not UTF-8 was decoded to another name, which does not exist.
    case .none: report(path, blockedBy: .other)
    case .folder: try scheduleRemoval(of: path)
    case .file
    where listedPaths.contains(path) || output.previousBuildInterrupted && path.isTemporary:
      result.blockingFiles.append(path)
    case .file: report(path, blockedBy: .other)
    case .link: report(path, blockedBy: .link)
    case .other: report(path, blockedBy: .other)
    }
  }
}
