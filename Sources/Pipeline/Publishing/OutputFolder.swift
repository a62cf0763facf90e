package import Files
package import Fingerprints

package struct PublishingOptions: Sendable {
  /// Path of the output folder. A missing folder is created.
  package var output: String
  /// Folder for manifests. If nil, every file is rendered and compared with the existing one.
  package var cache: String?
  /// Whether to publish into a folder with files that the file list does not name. They are kept,
  /// except that files at planned paths are overwritten.
  package var adoptsFolder = false
  /// Whether to ignore the manifest and the build record of the last build.
  package var isClean = false
  /// Identifies the program and its file formats. A manifest of another version is ignored.
  package var program: Fingerprint
  /// Maximum time to wait for another build in the same folder.
  package var lockTimeoutMilliseconds = 5000

  package init(output: String, cache: String?, program: Fingerprint) {
    self.output = output
    self.cache = cache
    self.program = program
  }
}

/// The output folder, locked for one build, with the records of earlier builds.
///
/// Opening it changes nothing in it.
package struct OutputFolder: Sendable {
  /// Name of the folder for forumgen's own files inside the output folder.
  static let metadataFolderName = ".forumgen"

  let folder: OpenFolder
  let options: PublishingOptions
  /// Paths that the file list names. Nil if there is no file list.
  let listedPaths: PathTable?
  let manifest: Manifest
  /// Whether the last build was killed or failed. Its temporary files may still exist.
  let previousBuildInterrupted: Bool
  /// Result of the output prescan. Nil if there was none or it is out of date.
  let prescan: OutputPrescan?

  /// Opens the folder and locks it. A missing folder is created.
  ///
  /// The lock is released when the last copy of this value and of its publication is gone. The
  /// lock is on the folder itself and not on a file in it, so that a folder that is then rejected
  /// stays unchanged.
  package static func open(
    _ options: PublishingOptions, prescan: OutputPrescan? = nil
  ) throws(FileError) -> OutputFolder {
    let folder = try OpenFolder(at: options.output, creating: true)
    guard folder.lock(timeoutMilliseconds: options.lockTimeoutMilliseconds) else {
      throw .busy(folder.path)
    }
    return try OutputFolder(folder, options, prescan)
  }

  private init(
    _ folder: OpenFolder, _ options: PublishingOptions, _ prescan: OutputPrescan?
  ) throws(FileError) {
    self.folder = folder
    self.options = options
    let previousBuildInterrupted = try folder.entry(at: .unfinishedMarker, for: .open) != .none
    self.previousBuildInterrupted = previousBuildInterrupted
    let location =
      options.isClean ? nil : ManifestLocation(cache: options.cache, output: options.output)
    // A build that was killed after the prescan has changed files without changing the manifest.
    let isValid =
      !previousBuildInterrupted && prescan.map { location?.manifestStamp == $0.stamp } == true
    self.prescan = isValid ? prescan : nil
    manifest = self.prescan?.manifest ?? location?.read(program: options.program) ?? .empty
    listedPaths = try Self.fileList(in: folder, validated: manifest.paths)
    if listedPaths == nil && !options.adoptsFolder { try refuseUnlistedFiles() }
  }
}

extension OutputFolder {
  /// Result of a build that finds all inputs as the last build did. Nil if a published file has
  /// changed, or if there was no prescan.
  package var resultIfUnchanged: PublishResult? {
    guard let prescan, prescan.matchesManifest.allSatisfy(\.self), listedPaths == manifest.paths,
      manifest.paths.count > 0
    else { return nil }
    return PublishResult(
      written: [], kept: manifest.paths.count, removed: [], hadFileList: true,
      previousBuildInterrupted: false, manifestError: nil)
  }
}

extension OutputFolder {
  private static func fileList(
    in folder: OpenFolder, validated: PathTable
  ) throws(FileError) -> PathTable? {
    let displayPath = folder.displayPath(.metadataFolder)
    switch try folder.entry(at: .metadataFolder, for: .open) {
    case .none: return nil
    case .folder: return try FileList.read(from: folder, at: .fileList, validated: validated)
    case .link: throw .blocked(displayPath, by: .link)
    case .file, .other: throw .blocked(displayPath, by: .other)
    }
  }

  /// Throws `.noFileList` if the folder has visible entries. Hidden ones such as `.gitignore` and
  /// `.git` are allowed.
  private func refuseUnlistedFiles() throws(FileError) {
    let names = try folder.names(for: .open)
    guard names.allSatisfy({ $0.utf8.first == UInt8(ascii: ".") }) else {
      throw .noFileList(in: folder.path)
    }
  }
}

extension OutputPath {
  /// Folder for forumgen's own files inside the output folder.
  static let metadataFolder = known(OutputFolder.metadataFolderName)
  /// The file list: paths of the files that forumgen wrote.
  static let fileList = known("\(OutputFolder.metadataFolderName)/files")
  /// Folder in which new top-level folders are filled. Between builds it exists only if a build
  /// was killed.
  static let stagingFolder = known("\(OutputFolder.metadataFolderName)/new")
  /// Marker file that exists while a build writes. A build that has the lock and finds this file
  /// knows that the last build was killed or failed, and removes its temporary files.
  ///
  /// A temporary file is in the same folder as its target (`Staging` needs none). A rename within
  /// one folder needs neither the file system's lock for renames between folders nor a lock on a
  /// folder that all threads share. Also, ext4 allocates a file near the folder that it is
  /// created in. The names of temporary files are derived from their targets, and the file list
  /// names all targets before the first is written, so temporary files are found without a
  /// search.
  static let unfinishedMarker = known("\(OutputFolder.metadataFolderName)/unfinished")

  private static func known(_ text: String) -> OutputPath {
    guard let path = OutputPath(text) else {
      preconditionFailure(text)  // Called only with the literals above.
    }
    return path
  }
}
