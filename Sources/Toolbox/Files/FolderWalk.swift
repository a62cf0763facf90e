internal import Glibc

/// Walks a folder tree with an explicit stack, so that deeply nested folders cannot overflow the
/// call stack.
///
/// The entries of each folder are sorted by their bytes, with a `/` appended to folder names. The
/// walk therefore visits whole paths in byte order, and the result needs no sorting.
struct FolderWalk {
  private let root: String
  private let realRoot: String
  private let skippedInitials: Set<UInt8>
  /// Prefix of the paths of files that need no stamp.
  private let stamplessPrefix: [UInt8]?
  private var stack: [WalkedFolder] = []
  private var listing = Listing()
  private var remainingLinks = 4096

  init(root: String, skippedInitials: Set<UInt8>, withoutStampsIn folder: String?) throws(FileError)
  {
    self.root = root
    self.skippedInitials = skippedInitials
    stamplessPrefix = folder.map { Array("\($0)/".utf8) }
    realRoot = try realPath(of: root, for: .read)
    let folder = try Descriptor(
      opening: root, in: AT_FDCWD, for: .read, displayPath: root,
      flags: readOnlyFlags | O_DIRECTORY)
    try enter(folder, path: "", ancestors: [])
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
  case unsupported(UnsupportedEntry.Kind)
}

/// A folder, its sorted entries, and the index of the next one to visit.
private struct WalkedFolder {
  /// The path of the folder with a `/` appended. Empty for the root.
  let prefix: [UInt8]
  let names: FolderNames
  /// Identities of this folder and of all folders above it.
  let ancestry: [FolderIdentity]
  private(set) var children: [(key: Range<Int>, child: Child)] = []
  private var position = 0

  init(path: String, _ names: FolderNames, ancestry: [FolderIdentity]) {
    prefix = path.isEmpty ? [] : Array("\(path)/".utf8)
    self.names = names
    self.ancestry = ancestry
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
      let rest = buffer[buffer.update(fromContentsOf: prefix)...]
      return UnsafeMutableBufferPointer(rebasing: rest)
        .update(fromContentsOf: names.bytes[name]) + prefix.count
    }
  }
}

extension FolderWalk {
  private mutating func visit(_ found: (path: String, child: Child), of parent: Int) {
    switch found.child {
    case .file(let stamp): listing.files.append(FoundFile(path: found.path, stamp: stamp))
    case .unsupported(let kind):
      listing.unsupportedEntries.append(UnsupportedEntry(path: found.path, kind: kind))
    case .folder: list(found.path, ancestors: stack[parent].ancestry)
    }
  }

  private mutating func list(_ path: String, ancestors: [FolderIdentity]) {
    do throws(FileError) {
      let folder = try Descriptor(
        opening: "\(root)/\(path)", in: AT_FDCWD, for: .read, displayPath: path,
        flags: readOnlyFlags | O_DIRECTORY)
      listing.folders.append(path)
      try enter(folder, path: path, ancestors: ancestors)
    } catch {
      listing.unsupportedEntries.append(
        UnsupportedEntry(path: path, kind: .unreadable(error.reason)))
    }
  }

  private mutating func enter(
    _ folder: consuming Descriptor, path: String, ancestors: [FolderIdentity]
  ) throws(FileError) {
    let ancestry = ancestors + [FolderIdentity(try folder.status(for: .read, displayPath: path))]
    let names = try FolderNames(of: folder, displayPath: path)
    var walked = WalkedFolder(path: path, names, ancestry: ancestry)
    let needsStamps = stamplessPrefix.map { !walked.prefix.starts(with: $0) } ?? true
    for name in names.names where !isSkipped(name, names) {
      let isPlain = name.kind == .file && !needsStamps && names.isUTF8(name)
      walked.append(name, isPlain ? .file(nil) : child(name, of: walked, in: folder))
    }
    walked.sort()
    stack.append(walked)
  }

  private func isSkipped(_ name: FolderNames.Name, _ names: FolderNames) -> Bool {
    name.range.isEmpty || skippedInitials.contains(names.bytes[name.range.lowerBound])
  }

  private mutating func child(
    _ name: FolderNames.Name, of walked: WalkedFolder, in folder: borrowing Descriptor
  ) -> Child {
    guard walked.names.isUTF8(name) else { return .unsupported(.nameNotUTF8) }
    if name.kind == .folder { return .folder }
    let path = walked.path(of: name.range)
    do throws(FileError) {
      switch try entry(at: walked.names.text(name), in: folder.fileDescriptor, displayPath: path) {
      case .none: return .unsupported(.unreadable(.notFound))
      case .file(let stamp): return .file(stamp)
      case .folder: return .folder
      case .link: return try follow(path, ancestry: walked.ancestry)
      case .other: return .unsupported(.specialFile)
      }
    } catch {
      return .unsupported(UnsupportedEntry.Kind(ofLink: error.reason))
    }
  }

  private mutating func follow(
    _ path: String, ancestry: [FolderIdentity]
  ) throws(FileError) -> Child {
    let target = try realPath(of: "\(root)/\(path)", for: .read)
    guard isInRoot(target) else { return .unsupported(.linkOutOfRoot) }
    var status = stat()
    guard stat(target, &status) == 0 else { throw FileError(.read, path: path, code: errno) }
    switch FolderEntry(status) {
    case .file(let stamp): return .file(stamp)
    case .folder where ancestry.contains(FolderIdentity(status)): return .unsupported(.linkLoop)
    case .folder where remainingLinks == 0: return .unsupported(.tooManyLinks)
    case .folder:
      remainingLinks -= 1
      return .folder
    case .none, .link, .other: return .unsupported(.specialFile)
    }
  }

  private func isInRoot(_ target: String) -> Bool {
    // Both are real paths. The slash keeps `/content-old` from counting as inside `/content`.
    let rootPrefix = realRoot == "/" ? "/" : "\(realRoot)/"
    return target == realRoot || target.utf8.starts(with: rootPrefix.utf8)
  }
}

extension UnsupportedEntry.Kind {
  fileprivate init(ofLink reason: FileError.Reason) {
    self =
      switch reason {
      case .notFound, .notAFolder: .danglingLink
      case .symbolicLink: .linkLoop
      default: .unreadable(reason)
      }
  }
}
