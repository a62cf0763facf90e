internal import Glibc

/// Walks a tree with a stack of its own, so that no depth of folders can exhaust the thread's.
///
/// The names of each folder are sorted, folders as if a `/` stood behind them: then the walk's order
/// is the order of the whole paths' bytes, and nothing has to be sorted at the end.
struct FolderWalk {
  private let root: String
  private let realRoot: String
  private let initials: Set<UInt8>
  private var stack: [Step] = []
  private var listing = Listing()
  private var linksLeft = 4096

  init(root: String, initials: Set<UInt8>) throws(FileProblem) {
    self.root = root
    self.initials = initials
    realRoot = try realPath(of: root)
    let folder = try Descriptor(
      opening: root, in: AT_FDCWD, named: root, flags: readOnlyFlags | O_DIRECTORY)
    try enter(folder, path: "", above: [])
  }

  /// To be called once.
  mutating func run() -> Listing {
    while let step = stack.popLast() { visit(step) }
    return listing
  }
}

/// A folder's own number: no two folders have the same.
private struct FolderIdentity: Hashable {
  let device: UInt64
  let inode: UInt64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}

private enum Step {
  case file(FoundFile)
  case odd(Oddity)
  /// A folder, with the folders that it stands in.
  case folder(path: String, above: [FolderIdentity])
}

extension FolderWalk {
  private mutating func visit(_ step: Step) {
    switch step {
    case .file(let file): listing.files.append(file)
    case .odd(let oddity): listing.oddities.append(oddity)
    case .folder(let path, let above): list(path, above: above)
    }
  }

  private mutating func list(_ path: String, above: [FolderIdentity]) {
    do throws(FileProblem) {
      let folder = try Descriptor(
        opening: "\(root)/\(path)", in: AT_FDCWD, named: path, flags: readOnlyFlags | O_DIRECTORY)
      listing.folders.append(path)
      try enter(folder, path: path, above: above)
    } catch {
      listing.oddities.append(Oddity(path: path, kind: .unreadable(error.reason)))
    }
  }

  private mutating func enter(
    _ folder: consuming Descriptor, path: String, above: [FolderIdentity]
  ) throws(FileProblem) {
    let inside = above + [FolderIdentity(try folder.status(named: path))]
    var steps: [(key: String, step: Step)] = []
    for child in try children(of: folder, named: path)
    where !isPassedOver(child) {
      let childPath = path.isEmpty ? child.shown : "\(path)/\(child.shown)"
      let step = step(for: child, at: childPath, in: folder, inside: inside)
      steps.append((key(of: child, step), step))
    }
    steps.sort { compareBytes($0.key, $1.key) > 0 }
    stack.append(contentsOf: steps.map(\.step))
  }

  private func isPassedOver(_ child: FolderChild) -> Bool {
    child.shown.utf8.first.map(initials.contains) ?? true
  }

  private func key(of child: FolderChild, _ step: Step) -> String {
    if case .folder = step { "\(child.shown)/" } else { child.shown }
  }

  private mutating func step(
    for child: FolderChild, at path: String, in folder: borrowing Descriptor,
    inside: [FolderIdentity]
  ) -> Step {
    guard let name = child.name else { return .odd(Oddity(path: path, kind: .nameNotText)) }
    if child.isFolder == true { return .folder(path: path, above: inside) }
    do throws(FileProblem) {
      switch try entry(at: name, in: folder.number, named: path) {
      case .none: return .odd(Oddity(path: path, kind: .unreadable(.notFound)))
      case .file(let stamp): return .file(FoundFile(path: path, stamp: stamp))
      case .folder: return .folder(path: path, above: inside)
      case .link: return try follow(path, inside: inside)
      case .other: return .odd(Oddity(path: path, kind: .special))
      }
    } catch {
      return .odd(Oddity(path: path, kind: Oddity.Kind(ofLink: error.reason)))
    }
  }

  private mutating func follow(
    _ path: String, inside: [FolderIdentity]
  ) throws(FileProblem) -> Step {
    let target = try realPath(of: "\(root)/\(path)")
    guard isInRoot(target) else { return .odd(Oddity(path: path, kind: .linkOut)) }
    var status = stat()
    guard stat(target, &status) == 0 else { throw FileProblem(path: path, code: errno) }
    switch FolderEntry(status) {
    case .file(let stamp): return .file(FoundFile(path: path, stamp: stamp))
    case .folder where inside.contains(FolderIdentity(status)):
      return .odd(Oddity(path: path, kind: .linkLoop))
    case .folder where linksLeft == 0: return .odd(Oddity(path: path, kind: .tooManyLinks))
    case .folder:
      linksLeft -= 1
      return .folder(path: path, above: inside)
    case .none, .link, .other: return .odd(Oddity(path: path, kind: .special))
    }
  }

  private func isInRoot(_ target: String) -> Bool {
    // Both are real paths; with the slash, `/content-old` is not inside `/content`.
    let inside = realRoot == "/" ? "/" : "\(realRoot)/"
    return target == realRoot || target.utf8.starts(with: inside.utf8)
  }
}

extension Oddity.Kind {
  fileprivate init(ofLink reason: FileProblem.Reason) {
    self =
      switch reason {
      case .notFound, .notAFolder: .danglingLink
      case .tooManyLinks: .linkLoop
      default: .unreadable(reason)
      }
  }
}
