internal import Files
import Fingerprints

/// The planned files in the order of their paths' bytes.
struct Plan: Sendable {
  /// As they were given; a file's place here is its position.
  let fingerprints: [Fingerprint]
  /// The positions, sorted by path.
  private let order: [Int32]
  /// The paths, sorted.
  let paths: PathTable
  /// For each position the place of its path among the sorted ones.
  private let places: [Int32]

  var count: Int { fingerprints.count }

  /// Of the file whose path has that place among the sorted ones.
  func position(at place: Int) -> Int { Int(order[place]) }

  func path(at position: Int) -> OutputPath {
    guard let path = OutputPath(paths.text(at: Int(places[position]))) else {
      preconditionFailure()  // `PlannedFiles` took in no other.
    }
    return path
  }

  /// Refuses a path twice, a path that is a folder of another, paths that forumgen needs itself, and
  /// more of them than the list takes.
  /// `known`: the paths of an earlier build, which may be the same.
  init(
    _ files: PlannedFiles, known: PathTable = .empty, longestList: Int = FileList.largest
  ) throws(PublishingProblem) {
    fingerprints = files.fingerprints
    try FileList.check(length: files.bytes.count + files.count, most: longestList)
    let order = PathOrder(files)
    let sorted = order.sorted()
    self.order = sorted
    paths = order.lines(sorted, known: known)
    var places = [Int32](repeating: 0, count: sorted.count)
    for (place, position) in sorted.enumerated() { places[Int(position)] = Int32(place) }
    self.places = places
    try PublishingProblem.throwAll(of: clashes())
  }
}

extension Plan {
  /// For each position the row of the manifest that has its path and its fingerprint, or -1; only of
  /// paths that are listed, unless `listed` is nil. Empty when the manifest is.
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

  private func clashes() -> [PublishingProblem] {
    var problems: [PublishingProblem] = []
    // The paths that the present one begins with. Whatever stands between "a" and "a/b" in the
    // order of bytes begins with "a", so a clash is never lost by dropping the others.
    var beginnings: [Int] = []
    for index in 0..<paths.count {
      while let last = beginnings.last, !paths.begins(index, with: last) { beginnings.removeLast() }
      if let reason = clash(of: index, with: beginnings) {
        problems.append(PublishingProblem(path: paths.text(at: index), reason: reason))
      }
      beginnings.append(index)
    }
    return problems
  }

  private func clash(of index: Int, with others: [Int]) -> PublishingProblem.Reason? {
    let mayBeReserved = paths.withPath(at: index, hasDot)
    // So it is with nearly every path, and that is all.
    if others.isEmpty && !mayBeReserved { return nil }
    let path = path(at: position(at: index))
    let others = others.map { self.path(at: position(at: $0)) }
    if path.isReserved { return .reserved }
    if others.contains(path) { return .plannedTwice }
    return others.first(where: path.isBelow).map { .plannedBelow(file: $0.text) }
  }
}

extension OutputPath {
  /// Whether forumgen needs the name for what it notes down.
  var isReserved: Bool { top == OutputFolder.notes || isTemporary }
}

/// Whether the first part or the last begins with a dot, as all reserved names do.
func hasDot(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
  let last = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
  return path.first == UInt8(ascii: ".") || path[last] == UInt8(ascii: ".")
}
