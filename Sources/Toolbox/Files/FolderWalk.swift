internal import Glibc

/// Walks a folder tree with an explicit stack, so that deeply nested folders cannot overflow the
/// call stack.
///
/// The entries of each folder are sorted by their bytes, with a `/` appended to folder names. The
/// walk therefore visits whole paths in byte order, and the result needs no sorting.
struct FolderWalk {
  private let root: String
  private let realRoot: String
  private let initials: Set<UInt8>
  /// Prefix of the paths of files that need no stamp.
  private let stampless: [UInt8]?
  private var stack: [WalkedFolder] = []
  private var listing = Listing()
  private var linksLeft = 4096

  init(root: String, initials: Set<UInt8>, stampless folder: String?) throws(FileError) {
    self.root = root
    self.initials = initials
    stampless = folder.map { Array("\($0)/".utf8) }
    realRoot = try realPath(of: root)
    let folder = try Descriptor(
      opening: root, in: AT_FDCWD, named: root, flags: readOnlyFlags | O_DIRECTORY)
    try enter(folder, path: "", above: [])
  }

  /// Returns the listing. Must be called only once.
  mutating func run() -> Listing {
    while let last = stack.indices.last {
      if let child = stack[last].next() { visit(child, of: last) } else { stack.removeLast() }
    }
    return listing
  }
}

/// Device and inode, which identify a folder whatever its path is.
private struct FolderIdentity: Hashable {
  let device: UInt64
  let inode: UInt64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}

/// The kind of an entry of a folder.
private enum Child {
  case file(FileStamp?)
  case folder
  case odd(UnsupportedEntry.Kind)
}

/// A folder, its sorted entries, and the index of the next one to visit.
private struct WalkedFolder {
  /// The path of the folder with a `/` appended. Empty for the root.
  let prefix: [UInt8]
  let names: FolderNames
  /// Identities of this folder and of all folders above it.
  let inside: [FolderIdentity]
  private(set) var children: [(key: Range<Int>, child: Child)] = []
  private var position = 0

  init(path: String, _ names: FolderNames, inside: [FolderIdentity]) {
    prefix = path.isEmpty ? [] : Array("\(path)/".utf8)
    self.names = names
    self.inside = inside
    children.reserveCapacity(names.names.count)
  }

  mutating func append(_ name: FolderNames.Name, _ child: Child) {
    var end = name.range.upperBound
    if case .folder = child { end += 1 }
    children.append((name.range.lowerBound..<end, child))
  }

  mutating func sort() {
    names.bytes.withUnsafeBytes { bytes in
      children.sort { left, right in
        let common = min(left.key.count, right.key.count)
        guard let base = bytes.baseAddress else { return false }
        let order = memcmp(base + left.key.lowerBound, base + right.key.lowerBound, common)
        return order != 0 ? order < 0 : left.key.count < right.key.count
      }
    }
  }

  mutating func next() -> (path: String, child: Child)? {
    guard position < children.count else { return nil }
    defer { position += 1 }
    let (key, child) = children[position]
    if case .folder = child { return (path(of: key.dropLast()), child) }
    return (path(of: key), child)
  }

  /// Returns the path of the entry `name` relative to the root. Bytes that are not UTF-8 become
  /// U+FFFD.
  func path(of name: Range<Int>) -> String {
    String(unsafeUninitializedCapacity: prefix.count + name.count) { buffer in
      let behind = buffer[buffer.update(fromContentsOf: prefix)...]
      return UnsafeMutableBufferPointer(rebasing: behind)
        .update(fromContentsOf: names.bytes[name]) + prefix.count
    }
  }
}

extension FolderWalk {
  private mutating func visit(_ found: (path: String, child: Child), of parent: Int) {
    switch found.child {
    case .file(let stamp): listing.files.append(FoundFile(path: found.path, stamp: stamp))
    case .odd(let kind):
      listing.unsupportedEntries.append(UnsupportedEntry(path: found.path, kind: kind))
    case .folder: list(found.path, above: stack[parent].inside)
    }
  }

  private mutating func list(_ path: String, above: [FolderIdentity]) {
    do throws(FileError) {
      let folder = try Descriptor(
        opening: "\(root)/\(path)", in: AT_FDCWD, named: path, flags: readOnlyFlags | O_DIRECTORY)
      listing.folders.append(path)
      try enter(folder, path: path, above: above)
    } catch {
      listing.unsupportedEntries.append(
        UnsupportedEntry(path: path, kind: .unreadable(error.reason)))
    }
  }

  private mutating func enter(
    _ folder: consuming Descriptor, path: String, above: [FolderIdentity]
  ) throws(FileError) {
    let inside = above + [FolderIdentity(try folder.status(named: path))]
    let names = try FolderNames(of: folder, named: path)
    var walked = WalkedFolder(path: path, names, inside: inside)
    let needsStamps = stampless.map { !walked.prefix.starts(with: $0) } ?? true
    for name in names.names where !isPassedOver(name, names) {
      let isPlain = name.kind == .file && !needsStamps && names.isText(name)
      walked.append(name, isPlain ? .file(nil) : child(name, of: walked, in: folder))
    }
    walked.sort()
    stack.append(walked)
  }

  private func isPassedOver(_ name: FolderNames.Name, _ names: FolderNames) -> Bool {
    name.range.isEmpty || initials.contains(names.bytes[name.range.lowerBound])
  }

  private mutating func child(
    _ name: FolderNames.Name, of walked: WalkedFolder, in folder: borrowing Descriptor
  ) -> Child {
    guard walked.names.isText(name) else { return .odd(.nameNotText) }
    if name.kind == .folder { return .folder }
    let path = walked.path(of: name.range)
    do throws(FileError) {
      switch try entry(at: walked.names.text(name), in: folder.number, named: path) {
      case .none: return .odd(.unreadable(.notFound))
      case .file(let stamp): return .file(stamp)
      case .folder: return .folder
      case .link: return try follow(path, inside: walked.inside)
      case .other: return .odd(.special)
      }
    } catch {
      return .odd(UnsupportedEntry.Kind(ofLink: error.reason))
    }
  }

  private mutating func follow(
    _ path: String, inside: [FolderIdentity]
  ) throws(FileError) -> Child {
    let target = try realPath(of: "\(root)/\(path)")
    guard isInRoot(target) else { return .odd(.linkOut) }
    var status = stat()
    guard stat(target, &status) == 0 else { throw FileError(path: path, code: errno) }
    switch FolderEntry(status) {
    case .file(let stamp): return .file(stamp)
    case .folder where inside.contains(FolderIdentity(status)): return .odd(.linkLoop)
    case .folder where linksLeft == 0: return .odd(.tooManyLinks)
    case .folder:
      linksLeft -= 1
      return .folder
    case .none, .link, .other: return .odd(.special)
    }
  }

  private func isInRoot(_ target: String) -> Bool {
    // Both are real paths. The slash keeps `/content-old` from counting as inside `/content`.
    let inside = realRoot == "/" ? "/" : "\(realRoot)/"
    return target == realRoot || target.utf8.starts(with: inside.utf8)
  }
}

extension UnsupportedEntry.Kind {
  fileprivate init(ofLink reason: FileError.Reason) {
    self =
      switch reason {
      case .notFound, .notAFolder: .danglingLink
      case .tooManyLinks: .linkLoop
      default: .unreadable(reason)
      }
  }
}
