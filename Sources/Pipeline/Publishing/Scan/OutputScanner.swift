internal import Files

/// Scans one part of the output folder, path by path in sorted order.
struct OutputScanner {
  private let survey: OutputScan
  private let listed: PathTable
  private(set) var findings: OutputScanResult

  /// The folders above the current path, the outermost first.
  private var way: [(path: OutputPath, state: FolderState)] = []

  private var output: OutputFolder { survey.output }

  init(_ survey: OutputScan, part: Int, capacity: Int) {
    self.survey = survey
    listed = survey.output.listed ?? .empty
    findings = OutputScanResult(index: part)
    findings.standings.reserveCapacity(capacity)
  }

  /// Scans a path that is planned, listed or both. `planned` is its index in the sorted plan,
  /// `listed` its index in the file list.
  mutating func look(planned: Int?, listed: Int?) throws(PublishingError) {
    if let planned {
      findings.standings.append(try look(atPlanned: planned, isListed: listed != nil))
    } else if let listed {
      try look(atGone: listed)
    }
  }
}

/// State of a path at which a folder is expected.
private enum FolderState {
  case folder, missing
  /// A file that the file list names. Nothing can exist below it.
  case ownFile
  case link, inTheWay
}

extension OutputScanner {
  private mutating func look(
    atPlanned index: Int, isListed: Bool
  ) throws(PublishingError) -> OutputFileState {
    let position = survey.plan.position(at: index)
    if let row = survey.glance(of: position) { return .current(row: row) }
    let path = survey.plan.path(at: position)
    guard try clearWay(to: path) else { return .missing(folderToo: true) }
    switch try entry(at: path) {
    case .none: break
    case .file(let stamp):
      if !isListed && !output.options.adopt { report(path, .inTheWay(.file)) }
      if let row = survey.row(of: position), output.manifest.rows[Int(row)].agrees(with: stamp) {
        return .current(row: row)
      }
      return .unknown(size: Int32(clamping: stamp.size))
    case .folder: try planToClear(path)
    case .link: report(path, .link)
    case .other: report(path, .inTheWay(.other))
    }
    return .missing(folderToo: false)
  }

  /// Whether the folder of the planned path exists. Anything else in its place is reported, or
  /// scheduled for removal.
  private mutating func clearWay(to path: OutputPath) throws(PublishingError) -> Bool {
    try walk(to: path)
    guard let last = way.last else { return true }
    switch last.state {
    case .folder: return true
    case .missing: break
    case .ownFile:
      findings.blockingFiles.append(last.path)
      way[way.count - 1].state = .missing
    case .inTheWay:
      report(last.path, .inTheWay(.other))
      way[way.count - 1].state = .missing
    case .link: break
    }
    return false
  }

  private mutating func look(atGone index: Int) throws(PublishingError) {
    guard let path = OutputPath(listed.text(at: index)) else { return }
    findings.gone.append(path)
    try walk(to: path)
    if let last = way.last, last.state != .folder { return }
    switch try entry(at: path) {
    case .file: findings.leftovers.append(path)
    case .link: report(path, .link)
    // The list names files only, so anything else at this path was not made by forumgen.
    case .none, .folder, .other: break
    }
  }

  /// Sets `way` to the folders above `path`, up to the first entry that is not a folder.
  private mutating func walk(to path: OutputPath) throws(PublishingError) {
    while let last = way.last, !path.isBelow(last.path) { way.removeLast() }
    if let last = way.last, last.state != .folder { return }
    while let folder = path.ancestor(directlyBelow: way.last?.path) {
      let state = try state(of: folder)
      way.append((folder, state))
      if state == .link { report(folder, .link) }
      if state != .folder { return }
    }
  }

  private func state(of folder: OutputPath) throws(PublishingError) -> FolderState {
    switch try entry(at: folder) {
    case .none: .missing
    case .folder: .folder
    case .link: .link
    case .file: listed.contains(folder) ? .ownFile : .inTheWay
    case .other: .inTheWay
    }
  }

  private func entry(at path: OutputPath) throws(PublishingError) -> FolderEntry {
    try trying(to: .read) { () throws(FileError) in try output.folder.entry(at: path) }
  }

  private mutating func report(_ path: OutputPath, _ reason: PublishingError.Reason) {
    findings.problems.append(PublishingError(path: output.folder.displayPath(path), reason: reason))
  }
}

extension OutputScanner {
  /// Schedules a folder that blocks a planned file for removal if forumgen wrote all files in it.
  /// Otherwise reports it.
  private mutating func planToClear(_ folder: OutputPath) throws(PublishingError) {
    guard listed.containsAnything(below: folder) else {
      return report(folder, .inTheWay(.folder))
    }
    for name in try trying(
      to: .read,
      { () throws(FileError) in
        try output.folder.names(in: folder)
      })
    {
      guard let path = OutputPath("\(folder.text)/\(name)") else {
        report(folder, .inTheWay(.folder))
        continue
      }
      try planToClear(in: path)
    }
    findings.blockingFolders.append(folder)
  }

  private mutating func planToClear(in path: OutputPath) throws(PublishingError) {
    switch try entry(at: path) {
    // A name that is not UTF-8 was decoded to another name, which does not exist.
    case .none: report(path, .inTheWay(.other))
    case .folder: try planToClear(path)
    case .file where listed.contains(path) || output.isUnfinished && path.isTemporary:
      findings.blockingFiles.append(path)
    case .file: report(path, .inTheWay(.other))
    case .link: report(path, .link)
    case .other: report(path, .inTheWay(.other))
    }
  }
}
