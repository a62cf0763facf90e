internal import Files
import Fingerprints

/// The planned files, sorted by the bytes of their paths.
struct Plan: Sendable {
  /// Fingerprints in the given order. A file's index in it is its position.
  let fingerprints: [Fingerprint]
  /// Positions, sorted by path.
  private let positions: [Int32]
  /// Paths, sorted.
  let paths: PathTable
  /// Index in `paths` of the path at each position.
  private let indices: [Int32]

  var count: Int { fingerprints.count }

  /// Returns the position of the file whose path is at `index` in `paths`.
  func position(at index: Int) -> Int { Int(positions[index]) }

  func path(at position: Int) -> OutputPath {
    guard let path = OutputPath(paths.text(at: Int(indices[position]))) else {
      preconditionFailure()  // `PlannedFiles` accepts only valid paths.
    }
    return path
  }

  /// Throws if a path occurs twice, is a folder of another path or is reserved for forumgen, or
  /// if the file list would be longer than `maximumListSize` bytes.
  ///
  /// `reusing`: the paths of an earlier build. They are shared if they are the same.
  init(
    _ files: PlannedFiles, reusing earlier: PathTable = .empty,
    maximumListSize: Int = FileList.maximumSize
  ) throws(FileError) {
    fingerprints = files.fingerprints
    try FileList.checkSize(files.bytes.count + files.count, maximum: maximumListSize)
    let order = PathOrder(files)
    let positions = order.sorted()
    self.positions = positions
    paths = order.table(positions, reusing: earlier)
    var indices = [Int32](repeating: 0, count: positions.count)
    for (index, position) in positions.enumerated() { indices[Int(position)] = Int32(index) }
    self.indices = indices
    try FileError.throwAll(conflicts())
  }
}

extension Plan {
  /// Returns the manifest row with the same path and fingerprint, or -1, of each position. Paths
  /// that are not in `listed` get -1, unless `listed` is nil. Returns an empty array if the
  /// manifest is empty.
  func rows(of manifest: Manifest, listed: PathTable?) -> [Int32] {
    guard manifest.paths.count > 0 else { return [] }
    var rows = [Int32](repeating: -1, count: count)
    paths.forEachCommonPath(with: manifest.paths) { index, row in
      let position = position(at: index)
      if manifest.rows[row].fingerprint == fingerprints[position] {
        rows[position] = Int32(truncatingIfNeeded: row)
      }
    }
    guard let listed, listed != paths else { return rows }
    var listedRows = [Int32](repeating: -1, count: count)
    paths.forEachCommonPath(with: listed) { index, _ in
      let position = position(at: index)
      listedRows[position] = rows[position]
    }
    return listedRows
  }

  private func conflicts() -> [FileError] {
    var errors: [FileError] = []
    // The paths that are prefixes of the current one. Every path between "a" and "a/b" in byte
    // order begins with "a", so no conflict is lost when other paths are dropped.
    var prefixes: [Int] = []
    for index in 0..<paths.count {
      while let last = prefixes.last, !paths.path(at: index, hasPrefixAt: last) {
        prefixes.removeLast()
      }
      if let error = conflict(of: index, with: prefixes) { errors.append(error) }
      prefixes.append(index)
    }
    return errors
  }

  private func conflict(of index: Int, with others: [Int]) -> FileError? {
    let mayBeReserved = paths.withPath(at: index, mayBeReserved)
    // Sufficient for nearly every path, and avoids creating strings.
    if others.isEmpty && !mayBeReserved { return nil }
    let path = path(at: position(at: index))
    let others = others.map { self.path(at: position(at: $0)) }
    if path.isReserved { return .reserved(path.text) }
    if others.contains(path) { return .plannedTwice(path.text) }
    return others.first(where: path.isBelow).map { .planned(path.text, below: $0.text) }
  }
}

extension OutputPath {
  /// Whether forumgen needs the name for its own files.
  var isReserved: Bool { firstComponent == OutputFolder.metadataFolderName || isTemporary }
}

/// Whether the first or the last component begins with a dot, as all reserved names do.
func mayBeReserved(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
  let last = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
  return path.first == UInt8(ascii: ".") || path[last] == UInt8(ascii: ".")
}
