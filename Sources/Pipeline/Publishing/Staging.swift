internal import Files
internal import Synchronization

/// Where folders are made that the output does not have yet: `.forumgen/new/boards` is filled with
/// all its files and then, when the last page of the site is written, renamed to `boards`.
///
/// In there each file is written at once under its own name, for no half of it can be found under a
/// published path; and in a folder that is kept open, so that the system has a short way to it. Both
/// together save a third of a new page's time beside a temporary and a rename for each.
///
/// The list names all files before the first is made here. So the next build knows what a killed one
/// left, and clears it away; what was renamed before the kill is whole and stays.
final class Staging: Sendable {
  /// The top folders that are made here.
  private let tops: Set<OutputPath>
  private let output: OpenFolder
  private let root: OpenFolder
  private let opened = Mutex<[OutputPath: OpenFolder]>([:])

  /// How many folders are kept open at most: a process may have some thousand files.
  private static let mostOpened = 200

  /// For all top folders of the plan that the output does not have. nil when there is none, or when
  /// something that is not ours stands where they would be made.
  init?(for paths: PathTable, in output: OpenFolder) throws(FileProblem) {
    var tops: Set<OutputPath> = []
    for top in paths.topFolders() where try output.entry(at: top) == .none { tops.insert(top) }
    guard !tops.isEmpty, try output.makeNewFolder(.staging) else { return nil }
    self.tops = tops
    self.output = output
    root = try OpenFolder(.staging, in: output, named: output.path)
  }

  /// Whether the file is to be made here.
  func takes(_ path: OutputPath) -> Bool {
    guard let top = path.folder(after: nil) else { return false }
    return tops.contains(top)
  }

  func write(_ bytes: [UInt8], to path: OutputPath) throws(FileProblem) -> FileStamp {
    guard let near = path.nearFolder, let folder = try folder(at: near) else {
      return try root.create(bytes, at: path)
    }
    return try folder.create(bytes, at: path.relative(to: near))
  }

  /// Puts all folders in their places, and leaves nothing here.
  func finish() throws(FileProblem) {
    for top in tops.sorted() { try output.move(top.staged, to: top) }
    _ = try output.removeEmptyFolder(.staging)
  }

  /// The open folder; nil when no more are to be kept open.
  private func folder(at path: OutputPath) throws(FileProblem) -> OpenFolder? {
    let known = opened.withLock { ($0[path], $0.count) }
    if let folder = known.0 { return folder }
    guard known.1 < Self.mostOpened else { return nil }
    try root.makeFolder(path)
    let folder = try OpenFolder(path, in: root, named: output.shown(path))
    return opened.withLock { opened in
      // Another thread may have opened it meanwhile.
      if let first = opened[path] { return first }
      opened[path] = folder
      return folder
    }
  }
}

extension Staging {
  /// Removes what a killed build left, as far as it is on the list: anything else, and the folders
  /// it lies in, stays where it is.
  static func clear(in output: OpenFolder, listed: PathTable) throws(FileProblem) {
    guard try output.entry(at: .staging) == .folder else { return }
    try clear(nil, in: output, listed: listed)
  }

  /// No folder is entered that was not seen to be one: so no symbolic link leads out.
  private static func clear(
    _ folder: OutputPath?, in output: OpenFolder, listed: PathTable
  ) throws(FileProblem) {
    let staged = folder?.staged ?? .staging
    for name in try output.names(in: staged) {
      guard let path = OutputPath(name).map({ name in folder.map(name.moved) ?? name }) else {
        continue
      }
      switch try output.entry(at: path.staged) {
      case .file where listed.contains(path): try output.removeFile(path.staged)
      case .folder where listed.containsAnything(below: path):
        try clear(path, in: output, listed: listed)
      case .file, .folder, .none, .link, .other: break
      }
    }
    _ = try output.removeEmptyFolder(staged)
  }
}

extension OutputPath {
  fileprivate var staged: OutputPath { moved(below: .staging) }

  /// The folder that is kept open for the file: the one that its page's folder stands in, which it
  /// shares with thousands. Only for short paths, or each thread of two pages would have one.
  fileprivate var nearFolder: OutputPath? {
    guard let folder = parent?.parent else { return nil }
    return folder.parent?.parent == nil ? folder : self.folder(after: nil)
  }
}
