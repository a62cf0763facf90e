internal import Files
package import Fingerprints

package struct PublishingOptions: Sendable {
  /// The folder to publish into; made where it is missing.
  package var output: String
  /// The folder for manifests; nil: every file is rendered and compared.
  package var cache: String?
  /// Whether to publish into a folder with files that no list calls ours. They stay, but those at a
  /// planned path are overwritten.
  package var adopt = false
  /// Whether to do as if there were no manifest.
  package var clean = false
  /// What identifies generator and formats: a manifest of another program is worth nothing.
  package var program: Fingerprint
  /// How long to wait for another build in the same folder, in milliseconds.
  package var patience = 5000

  package init(output: String, cache: String?, program: Fingerprint) {
    self.output = output
    self.cache = cache
    self.program = program
  }
}

/// The output folder, opened for one build that has it to itself, with what earlier builds left.
///
/// Nothing in it has changed yet.
package struct OutputFolder: Sendable {
  /// The name of the folder in the output where forumgen notes what it needs to know later.
  static let notes = ".forumgen"

  let folder: OpenFolder
  let options: PublishingOptions
  /// What forumgen wrote, by its list; nil: there is none.
  let listed: PathTable?
  let manifest: Manifest
  /// Whether the last build was killed or failed: its temporaries may lie about.
  let isUnfinished: Bool
  /// Nil when it does not count any more.
  let earlyLook: EarlyLook?

  /// Opens the folder (makes it where it is missing) and takes the lock on it, which goes when the
  /// last copy of this value and of its publication does.
  ///
  /// The lock lies on the folder itself, not on a file in it: so a folder that is then refused has
  /// not been touched.
  package static func open(
    _ options: PublishingOptions, after early: EarlyLook? = nil
  ) throws(PublishingProblem) -> OutputFolder {
    let folder = try trying(to: .open) { () throws(FileProblem) in
      try OpenFolder(at: options.output, creating: true)
    }
    guard folder.lock(waiting: options.patience) else {
      throw PublishingProblem(path: folder.path, reason: .busy)
    }
    return try OutputFolder(folder, options, early)
  }

  private init(
    _ folder: OpenFolder, _ options: PublishingOptions, _ early: EarlyLook?
  ) throws(PublishingProblem) {
    self.folder = folder
    self.options = options
    let isUnfinished = try folder.stands(at: .unfinished)
    self.isUnfinished = isUnfinished
    let place =
      options.clean ? nil : ManifestPlace(cache: options.cache, output: options.output)
    // A build that was killed meanwhile changed files without a word in the manifest.
    let counts = !isUnfinished && early.map { place?.manifestStamp == $0.stamp } == true
    earlyLook = counts ? early : nil
    manifest = earlyLook?.manifest ?? place?.read(program: options.program) ?? .empty
    listed = try Self.list(in: folder, known: manifest.paths)
    if listed == nil && !options.adopt { try refuseForeign() }
  }
}

extension OutputFolder {
  private static func list(
    in folder: OpenFolder, known: PathTable
  ) throws(PublishingProblem) -> PathTable? {
    let notes = try trying(to: .open) { () throws(FileProblem) in try folder.entry(at: .notes) }
    let shown = folder.shown(.notes)
    switch notes {
    case .none: return nil
    case .folder: return try FileList.read(from: folder, at: .list, known: known)
    case .link: throw PublishingProblem(path: shown, reason: .link)
    case .file, .other: throw PublishingProblem(path: shown, reason: .inTheWay(.other))
    }
  }

  /// Hidden ones aside: a `.gitignore` or a `.git` does not make the folder somebody's.
  private func refuseForeign() throws(PublishingProblem) {
    let names = try trying(to: .open) { () throws(FileProblem) in try folder.names() }
    guard names.allSatisfy({ $0.utf8.first == UInt8(ascii: ".") }) else {
      throw PublishingProblem(path: folder.path, reason: .notOurs)
    }
  }
}

extension OpenFolder {
  fileprivate func stands(at path: OutputPath) throws(PublishingProblem) -> Bool {
    try trying(to: .open) { () throws(FileProblem) in try entry(at: path) != .none }
  }
}

extension OutputPath {
  /// The folder of what forumgen notes down in the output.
  static let notes = known(OutputFolder.notes)
  /// The list of the files that forumgen wrote.
  static let list = known("\(OutputFolder.notes)/files")
  /// The folder where new top folders are made. While no build runs it is there only when one was
  /// killed.
  static let staging = known("\(OutputFolder.notes)/new")
  /// It is there for as long as a build writes: whoever finds it, and has the lock, knows that the
  /// last build was killed or failed, and looks for its temporaries.
  ///
  /// Temporaries stand beside their targets (`Staging` does without), not in one folder: on a tmpfs with two threads that
  /// saves a tenth of the time of a new page, for a rename within one folder needs neither the
  /// file system's lock on renames nor the one on a folder that all threads share; and on ext4 files
  /// are laid near the folder they are made in. Their names follow from the targets', and the list
  /// names all targets before the first is written: so they are found without a search.
  static let unfinished = known("\(OutputFolder.notes)/unfinished")

  private static func known(_ text: String) -> OutputPath {
    guard let path = OutputPath(text) else {
      preconditionFailure(text)  // The texts are the literals above: no input comes here.
    }
    return path
  }
}
