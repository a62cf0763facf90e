internal import Files

/// What stands at a planned path before anything is written.
enum Standing: Sendable {
  case missing
  /// A file that shows something else, or nobody knows what.
  case unknown(FileStamp)
  /// A file that shows what is planned, by the manifest.
  case current(FileStamp)

  var stamp: FileStamp? {
    switch self {
    case .missing: nil
    case .unknown(let stamp), .current(let stamp): stamp
    }
  }
}

/// Looks, without changing anything, at every path that is planned or was listed, and at every
/// folder on the way to one; finds all that is in the way.
///
/// The folders are looked at too because a symbolic link in the place of one would lead writing
/// and removing out of the output. (Somebody who puts one there while the build runs is not guarded
/// against: who may do that may also write where this build writes.)
struct Survey {
  private let output: OutputFolder
  private let plan: Plan
  private let listed: PathTable

  /// For each planned file, by its position.
  private(set) var standings: [Standing]
  /// Files that were listed, are not planned, and are there: to be removed at the end.
  private(set) var leftovers: [OutputPath] = []
  /// All that were listed and are not planned, there or not.
  private(set) var gone: [OutputPath] = []
  /// Our old files in the place of folders, or in folders in the place of files: to be removed
  /// before anything is written; and those folders, a folder behind those in it.
  private(set) var blockingFiles: [OutputPath] = []
  private(set) var blockingFolders: [OutputPath] = []
  private(set) var problems: [PublishingProblem] = []

  /// The folders on the way to the path at hand, the highest first.
  private var way: [(path: OutputPath, state: FolderState)] = []
  private var cursor = 0

  private init(_ output: OutputFolder, _ plan: Plan) {
    self.output = output
    self.plan = plan
    listed = output.listed ?? .empty
    standings = Array(repeating: .missing, count: plan.files.count)
  }

  static func of(_ plan: Plan, in output: OutputFolder) throws(PublishingProblem) -> Survey {
    var survey = Survey(output, plan)
    var failure: PublishingProblem?
    mergePaths(plan.paths, survey.listed) { planned, listed in
      guard failure == nil else { return }
      do throws(PublishingProblem) {
        if let planned {
          try survey.look(atPlanned: planned, isListed: listed != nil)
        } else if let listed {
          try survey.look(atGone: listed)
        }
      } catch {
        failure = error
      }
    }
    try PublishingProblem.throwAll(of: (failure.map { [$0] } ?? []) + survey.problems)
    return survey
  }
}

/// What stands in the place of a folder.
private enum FolderState {
  case folder, missing
  /// A file that forumgen wrote and that is planned no more, or is none of the way of planned ones.
  case ownFile
  case link, inTheWay
}

extension Survey {
  private mutating func look(atPlanned index: Int, isListed: Bool) throws(PublishingProblem) {
    let position = plan.order[index]
    let path = plan.files[position].path
    let row = output.manifest.row(for: index, of: plan.paths, from: &cursor)
    guard try clearWay(to: path) else { return }
    switch try entry(at: path) {
    case .none: break
    case .file(let stamp):
      let shows = Manifest.Row(plan.files[position].fingerprint, stamp)
      standings[position] = row == shows ? .current(stamp) : .unknown(stamp)
      if !isListed && !output.options.adopt { report(path, .inTheWay(.file)) }
    case .folder: try planToClear(path)
    case .link: report(path, .link)
    case .other: report(path, .inTheWay(.other))
    }
  }

  /// Whether the planned path's folder is there; what is in its way is reported, or planned to go.
  private mutating func clearWay(to path: OutputPath) throws(PublishingProblem) -> Bool {
    try walk(to: path)
    guard let last = way.last else { return true }
    switch last.state {
    case .folder: return true
    case .missing: break
    case .ownFile:
      blockingFiles.append(last.path)
      way[way.count - 1].state = .missing
    case .inTheWay:
      report(last.path, .inTheWay(.other))
      way[way.count - 1].state = .missing
    case .link: break
    }
    return false
  }

  private mutating func look(atGone index: Int) throws(PublishingProblem) {
    guard let path = OutputPath(listed.text(at: index)) else { return }
    gone.append(path)
    try walk(to: path)
    if let last = way.last, last.state != .folder { return }
    switch try entry(at: path) {
    case .file: leftovers.append(path)
    case .link: report(path, .link)
    // A folder, or whatever else, is nothing that a list of files speaks of: it is another's by now.
    case .none, .folder, .other: break
    }
  }

  /// Brings `way` to the folders above `path`, as far as they are folders: its last one may be
  /// something else.
  private mutating func walk(to path: OutputPath) throws(PublishingProblem) {
    while let last = way.last, !path.isBelow(last.path) { way.removeLast() }
    if let last = way.last, last.state != .folder { return }
    for folder in path.folders.dropFirst(way.count) {
      let state = try state(of: folder)
      way.append((folder, state))
      if state == .link { report(folder, .link) }
      if state != .folder { return }
    }
  }

  private func state(of folder: OutputPath) throws(PublishingProblem) -> FolderState {
    switch try entry(at: folder) {
    case .none: .missing
    case .folder: .folder
    case .link: .link
    case .file: listed.contains(folder) ? .ownFile : .inTheWay
    case .other: .inTheWay
    }
  }

  private func entry(at path: OutputPath) throws(PublishingProblem) -> FolderEntry {
    try trying(to: .read) { () throws(FileProblem) in try output.folder.entry(at: path) }
  }

  private mutating func report(_ path: OutputPath, _ reason: PublishingProblem.Reason) {
    problems.append(PublishingProblem(path: output.folder.shown(path), reason: reason))
  }
}

extension Survey {
  /// A folder stands where a file is planned. If all in it is ours it goes first.
  private mutating func planToClear(_ folder: OutputPath) throws(PublishingProblem) {
    guard listed.containsAnything(below: folder) else {
      return report(folder, .inTheWay(.folder))
    }
    for name in try trying(
      to: .read,
      { () throws(FileProblem) in
        try output.folder.names(in: folder)
      })
    {
      guard let path = OutputPath("\(folder.text)/\(name)") else {
        report(folder, .inTheWay(.folder))
        continue
      }
      try planToClear(in: path)
    }
    blockingFolders.append(folder)
  }

  private mutating func planToClear(in path: OutputPath) throws(PublishingProblem) {
    switch try entry(at: path) {
    case .none: break
    case .folder: try planToClear(path)
    case .file where listed.contains(path) || output.isUnfinished && path.isTemporary:
      blockingFiles.append(path)
    case .file: report(path, .inTheWay(.other))
    case .link: report(path, .link)
    case .other: report(path, .inTheWay(.other))
    }
  }
}
