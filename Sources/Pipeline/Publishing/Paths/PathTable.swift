internal import Files
internal import Glibc

/// Sorted paths, one a line, in one buffer. The buffer takes one allocation for 300,000 paths and
/// has the format of the file list on disk.
struct PathTable: Sendable {
  /// Each path, followed by a line feed.
  let lines: [UInt8]
  /// Offset of each path's line feed. 32 bits are enough for two lists of the maximum size
  /// (`FileList.maximumSize`).
  private let ends: [UInt32]

  static let empty = PathTable(lines: [], ends: [])

  init(lines: [UInt8], ends: [UInt32]) {
    self.lines = lines
    self.ends = ends
  }

  /// Returns nil if the last line has no line feed, or if there are more than 4 GB. The caller
  /// ensures that the paths are sorted.
  init?(lines: [UInt8]) {
    guard lines.last ?? lineFeed == lineFeed, lines.count <= UInt32.max else { return nil }
    self.lines = lines
    ends = lines.withUnsafeBytes(Self.ends)
  }

  private static func ends(of lines: UnsafeRawBufferPointer) -> [UInt32] {
    var ends: [UInt32] = []
    ends.reserveCapacity(lines.count / 32)
    var rest = lines[...]
    while let start = rest.isEmpty ? nil : lines.baseAddress?.advanced(by: rest.startIndex),
      let found = memchr(start, Int32(lineFeed), rest.count)
    {
      let end = rest.startIndex + (UnsafeRawPointer(found) - start)
      ends.append(UInt32(end))
      rest = rest[(end + 1)...]
    }
    return ends
  }

  var count: Int { ends.count }

  func text(at index: Int) -> String {
    withPath(at: index) { String(decoding: $0, as: UTF8.self) }
  }

  func withPath<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let start = index == 0 ? 0 : Int(ends[index - 1]) + 1
    return lines.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<Int(ends[index])]))
    }
  }

  /// Returns a negative number, 0 or a positive number if the path sorts before, equal to or
  /// after the path at `otherIndex` of `other`.
  func compare(_ index: Int, with other: PathTable, _ otherIndex: Int) -> Int {
    withPath(at: index) { own in
      other.withPath(at: otherIndex) { compareBytes(own, $0) }
    }
  }

  /// Whether the path at `index` begins with the whole path at `other`.
  func path(at index: Int, hasPrefixAt other: Int) -> Bool {
    withPath(at: index) { path in
      withPath(at: other) { prefix in
        path.count >= prefix.count
          && compareBytes(UnsafeBufferPointer(rebasing: path[..<prefix.count]), prefix) == 0
      }
    }
  }

  func contains(_ path: OutputPath) -> Bool {
    let index = firstIndex(notBefore: path.text)
    return index < count && text(at: index).utf8.elementsEqual(path.text.utf8)
  }

  func containsAnything(below folder: OutputPath) -> Bool {
    let start = "\(folder.text)/"
    let index = firstIndex(notBefore: start)
    return index < count && text(at: index).utf8.starts(with: start.utf8)
  }

  /// Returns the top-level folders of all paths, each once.
  func topLevelFolders() -> [OutputPath] {
    var folders: [OutputPath] = []
    var index = 0
    while index < count {
      guard let top = OutputPath(text(at: index))?.ancestor(directlyBelow: nil) else {
        index += 1
        continue
      }
      folders.append(top)
      // "0" follows "/" in ASCII, so this skips all paths that begin with the folder.
      index = firstIndex(notBefore: "\(top.text)0")
    }
    return folders
  }

  /// Returns the paths of both tables, each once.
  func union(_ other: PathTable) -> PathTable {
    if self == other { return self }
    var merged: [UInt8] = []
    merged.reserveCapacity(max(lines.count, other.lines.count))
    var ends: [UInt32] = []
    mergePaths(self, 0..<count, other, 0..<other.count) { own, others in
      if let own { withPath(at: own) { merged.append(contentsOf: $0) } }
      if own == nil, let others { other.withPath(at: others) { merged.append(contentsOf: $0) } }
      ends.append(UInt32(merged.count))
      merged.append(lineFeed)
    }
    return PathTable(lines: merged, ends: ends)
  }

  func firstIndex(notBefore path: String) -> Int {
    var path = path
    return path.withUTF8 { path in
      var range = 0..<count
      while !range.isEmpty {
        let middle = range.lowerBound + range.count / 2
        let isBefore = withPath(at: middle) { compareBytes($0, path) } < 0
        range = isBefore ? middle + 1..<range.upperBound : range.lowerBound..<middle
      }
      return range.lowerBound
    }
  }
}

extension PathTable: Equatable {
  static func == (left: PathTable, right: PathTable) -> Bool { left.hasLines(right.lines) }

  /// Takes constant time for two copies of one array.
  func hasLines(_ other: [UInt8]) -> Bool {
    lines.withUnsafeBufferPointer { own in
      other.withUnsafeBufferPointer { other in
        own.count == other.count
          && (own.baseAddress == other.baseAddress || compareBytes(own, other) == 0)
      }
    }
  }
}

extension PathTable {
  /// Calls `visit` for each path that is in both tables, in order, with its index in each.
  func forEachCommonPath(with other: PathTable, _ visit: (Int, Int) -> Void) {
    if self == other { return (0..<count).forEach { visit($0, $0) } }
    mergePaths(self, 0..<count, other, 0..<other.count) { own, others in
      if let own, let others { visit(own, others) }
    }
  }
}

/// Calls `visit` for each path that is in either part, in order. The arguments are its index in
/// each table, or nil if that part does not contain it.
func mergePaths<Failure>(
  _ left: PathTable, _ leftPart: Range<Int>, _ right: PathTable, _ rightPart: Range<Int>,
  _ visit: (Int?, Int?) throws(Failure) -> Void
) throws(Failure) {
  var (first, second) = (leftPart.lowerBound, rightPart.lowerBound)
  let (firstEnd, secondEnd) = (leftPart.upperBound, rightPart.upperBound)
  while first < firstEnd || second < secondEnd {
    let order =
      first == firstEnd ? 1 : second == secondEnd ? -1 : left.compare(first, with: right, second)
    try visit(order <= 0 ? first : nil, order >= 0 ? second : nil)
    if order <= 0 { first += 1 }
    if order >= 0 { second += 1 }
  }
}

private let lineFeed = UInt8(ascii: "\n")
