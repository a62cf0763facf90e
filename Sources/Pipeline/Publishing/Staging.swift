internal import Files
internal import Synchronization

/// The staging folder, in which new top-level folders are filled. For example,
/// `.forumgen/new/boards` is filled with all its files, and renamed to `boards` after the last
/// page of the site is written.
///
/// Each file is created directly under its final name, because an incomplete file is not visible
/// at a published path. This avoids a temporary file and a rename for each page. Folders are kept
/// open, which shortens path lookup.
///
/// The file list names all files before the first is created here. The next build can therefore
/// remove what a killed build left. A folder that was renamed before the kill is complete and
/// stays.
final class Staging: Sendable {
  /// The top-level folders that are filled here.
  private let topLevelFolders: Set<OutputPath>
  private let output: OpenFolder
  private let root: OpenFolder
  private let openFolders = Mutex<[OutputPath: OpenFolder]>([:])

  /// Maximum number of folders kept open. A process is often limited to 1,024 open files.
  private static let maximumOpenFolders = 200

  /// Stages all top-level folders of the plan that the output does not have. Returns nil if there
  /// are none, or if something else is at the path of the staging folder.
  init?(for paths: PathTable, in output: OpenFolder) throws(FileError) {
    var topLevelFolders: Set<OutputPath> = []
    for folder in paths.topLevelFolders() where try output.entry(at: folder, for: .write) == .none {
      topLevelFolders.insert(folder)
    }
    guard !topLevelFolders.isEmpty, try output.makeNewFolder(.stagingFolder) else { return nil }
    self.topLevelFolders = topLevelFolders
    self.output = output
    root = try OpenFolder(.stagingFolder, in: output, for: .write, displayPath: output.path)
  }

  /// Whether the file is created in the staging folder.
  func contains(_ path: OutputPath) -> Bool {
    guard let top = path.ancestor(directlyBelow: nil) else { return false }
    return topLevelFolders.contains(top)
  }

  func write(_ bytes: [UInt8], to path: OutputPath) throws(FileError) -> FileStamp {
    guard let shared = path.sharedFolder, let folder = try folder(at: shared) else {
      return try root.create(bytes, at: path)
    }
    return try folder.create(bytes, at: path.relative(to: shared))
  }

  /// Renames all staged folders to their final paths and removes the staging folder.
  func finish() throws(FileError) {
    for folder in topLevelFolders.sorted() { try output.move(folder.staged, to: folder) }
    try output.removeEmptyFolder(.stagingFolder, for: .write)
  }

  /// Returns an open folder, or nil if the maximum number of folders is open.
  private func folder(at path: OutputPath) throws(FileError) -> OpenFolder? {
    let known = openFolders.withLock { ($0[path], $0.count) }
    if let folder = known.0 { return folder }
    guard known.1 < Self.maximumOpenFolders else { return nil }
    try root.makeFolder(path)
    let folder = try OpenFolder(
      path, in: root, for: .write, displayPath: output.displayPath(path))
    return openFolders.withLock { openFolders in
      // Another thread may have opened the folder in the meantime.
      if let first = openFolders[path] { return first }
      openFolders[path] = folder
      return folder
    }
  }
}

extension Staging {
  /// Removes the files that a killed build left if the file list names them. Other files, and the
  /// folders that contain them, are kept.
  static func removeLeftovers(in output: OpenFolder, listed: PathTable) throws(FileError) {
    guard try output.entry(at: .stagingFolder, for: .remove) == .folder else { return }
    try removeLeftovers(nil, in: output, listed: listed)
  }

  /// Enters an entry only if it is a folder, so that no symbolic link leads out of the output.
  private static func removeLeftovers(
    _ folder: OutputPath?, in output: OpenFolder, listed: PathTable
  ) throws(FileError) {
    let staged = folder?.staged ?? .stagingFolder
    for name in try output.names(in: staged, for: .remove) {
      guard let path = OutputPath(name).map({ name in folder.map(name.prefixed) ?? name }) else {
        continue
      }
      switch try output.entry(at: path.staged, for: .remove) {
      case .file where listed.contains(path): try output.removeFile(path.staged)
      case .folder where listed.containsAnything(below: path):
        try removeLeftovers(path, in: output, listed: listed)
      case .file, .folder, .none, .link, .other: break
      }
    }
    try output.removeEmptyFolder(staged)
  }
}

extension OutputPath {
  fileprivate var staged: OutputPath { prefixed(by: .stagingFolder) }

  /// The folder that is kept open for the file: two levels above it, where thousands of pages
  /// share it. For a deeper file it is the top-level folder, because otherwise each thread with a
  /// second page would need an open folder of its own.
  fileprivate var sharedFolder: OutputPath? {
    guard let folder = parent?.parent else { return nil }
    return folder.parent?.parent == nil ? folder : self.ancestor(directlyBelow: nil)
  }
}
