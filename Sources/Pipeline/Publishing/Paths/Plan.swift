internal import Files
import Fingerprints

/// The planned files, sorted by the bytes of their paths.
struct Plan: Sendable {
  /// Fingerprints in the given order. A file's index in it is its position.
  let fingerprints: [Fingerprint]
  /// Positions, sorted by path.
  private let order: [Int32]
  /// Paths, sorted.
  let paths: PathTable
  /// Index in `paths` of the path at each position.
  private let places: [Int32]

  var count: Int { fingerprints.count }

  /// Returns the position of the file whose path is at the index `place` of `paths`.
  func position(at place: Int) -> Int { Int(order[place]) }

  func path(at position: Int) -> OutputPath {
    guard let path = OutputPath(paths.text(at: Int(places[position]))) else {
      preconditionFailure()  // `PlannedFiles` accepts only valid paths.
    }
    return path
  }

  /// Throws if a path occurs twice, is a folder of another path or is reserved for forumgen, or
  /// if the file list would be longer than `longestList` bytes.
  ///
  /// `known`: the paths of an earlier build. They are shared if they are the same.
  init(
    _ files: PlannedFiles, known: PathTable = .empty, longestList: Int = FileList.largest
  ) throws(PublishingError) {
    fingerprints = files.fingerprints
    try FileList.check(length: files.bytes.count + files.count, most: longestList)
    let order = PathOrder(files)
    let sorted = order.sorted()
    self.order = sorted
    paths = order.lines(sorted, known: known)
    var places = [Int32](repeating: 0, count: sorted.count)
    for (place, position) in sorted.enumerated() { places[Int(position)] = Int32(place) }
    self.places = places
    try PublishingError.throwAll(of: clashes())
  }
}

extension Plan {
  /// Returns the manifest row with the same path and fingerprint, or -1, of each position. Paths
  /// that are not in `listed` get -1, unless `listed` is nil. Returns an empty array if the
  /// manifest is empty.
  func rows(of manifest: Manifest, listed: PathTable?) -> [Int32] {
    guard manifest.paths.count > 0 else { return [] }
    var rows = [Int32](repeating: -1, count: count)
    paths.matches(in: manifest.paths) { index, row in
      let position = position(at: index)
      if manifest.rows[row].fingerprint == fingerprints[position] {
        rows[position] = Int32(truncatingIfNeeded: row)
      }
    }
    guard let listed, listed != paths else { return rows }
    var known = [Int32](repeating: -1, count: count)
    paths.matches(in: listed) { index, _ in
      let position = position(at: index)
      known[position] = rows[position]
    }
    return known
  }

  private func clashes() -> [PublishingError] {
    var problems: [PublishingError] = []
    // The paths that are prefixes of the current one. Every path between "a" and "a/b" in byte
    // order begins with "a", so no clash is lost when other paths are dropped.
    var beginnings: [Int] = []
    for index in 0..<paths.count {
      while let last = beginnings.last, !paths.begins(index, with: last) { beginnings.removeLast() }
      if let reason = clash(of: index, with: beginnings) {
        problems.append(PublishingError(path: paths.text(at: index), reason: reason))
      }
      beginnings.append(index)
    }
    return problems
  }

  private func clash(of index: Int, with others: [Int]) -> PublishingError.Reason? {
    let mayBeReserved = paths.withPath(at: index, hasDot)
    // Sufficient for nearly every path, and avoids creating strings.
    if others.isEmpty && !mayBeReserved { return nil }
    let path = path(at: position(at: index))
    let others = others.map { self.path(at: position(at: $0)) }
    if path.isReserved { return .reserved }
    if others.contains(path) { return .plannedTwice }
    return others.first(where: path.isBelow).map { .plannedBelow(file: $0.text) }
  }
}

extension OutputPath {
  /// Whether forumgen needs the name for its own files.
  var isReserved: Bool { firstComponent == OutputFolder.notes || isTemporary }
}

/// Whether the first or the last component begins with a dot, as all reserved names do.
func hasDot(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
  let last = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
  return path.first == UInt8(ascii: ".") || path[last] == UInt8(ascii: ".")
}
