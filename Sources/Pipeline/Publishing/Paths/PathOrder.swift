internal import Files

/// Sorts many paths by their bytes.
///
/// Comparing 300,000 paths with long common prefixes in pairs is slow. The paths are therefore
/// sorted by 8 bytes at a time, as integers, and only paths that are equal so far by the next 8
/// bytes.
struct PathOrder {
  /// The paths, concatenated without separators, and the offset at which each begins. The last
  /// offset is the end of the last path.
  private let bytes: [UInt8]
  private let starts: [UInt32]

  private struct Entry {
    var key: UInt64
    let position: Int32
  }

  init(_ files: PlannedFiles) {
    bytes = files.bytes
    starts = files.starts
  }

  /// Returns the positions of the files, sorted by path. Equal paths are sorted by position.
  func sorted() -> [Int32] {
    var entries = (0..<Int32(starts.count - 1)).map { Entry(key: 0, position: $0) }
    bytes.withUnsafeBufferPointer { bytes in
      entries.withUnsafeMutableBufferPointer { sort($0, from: 0, bytes) }
    }
    return entries.map(\.position)
  }

  /// Returns the paths in the order of `positions`, one a line. `reusing`: a table that is returned
  /// if it has the same paths, which avoids a second copy in memory.
  func table(_ positions: [Int32], reusing earlier: PathTable = .empty) -> PathTable {
    if hasPaths(earlier, at: positions) { return earlier }
    var lines: [UInt8] = []
    lines.reserveCapacity(bytes.count + positions.count)
    var ends: [UInt32] = []
    ends.reserveCapacity(positions.count)
    for position in positions {
      lines.append(contentsOf: bytes[range(position)])
      ends.append(UInt32(lines.count))
      lines.append(UInt8(ascii: "\n"))
    }
    return PathTable(lines: lines, ends: ends)
  }

  private func hasPaths(_ table: PathTable, at positions: [Int32]) -> Bool {
    guard table.count == positions.count, table.lines.count == bytes.count + positions.count else {
      return false
    }
    return bytes.withUnsafeBufferPointer { bytes in
      positions.indices.allSatisfy { index in
        table.withPath(at: index) {
          compareBytes($0, UnsafeBufferPointer(rebasing: bytes[range(positions[index])])) == 0
        }
      }
    }
  }

  private func range(_ position: Int32) -> Range<Int> {
    Int(starts[Int(position)])..<Int(starts[Int(position) + 1])
  }

  /// Sorts entries whose first `depth` bytes are equal.
  private func sort(
    _ entries: UnsafeMutableBufferPointer<Entry>, from depth: Int,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    var entries = entries
    for index in entries.indices {
      entries[index].key = key(of: entries[index].position, at: depth, bytes)
    }
    entries.sort { ($0.key, $0.position) < ($1.key, $1.position) }
    var start = 0
    while start < entries.count {
      let key = entries[start].key
      var end = start + 1
      while end < entries.count, entries[end].key == key { end += 1 }
      // No path contains a zero byte. If the last byte is 0, the paths have ended and are equal.
      if end - start > 1, key & 0xFF != 0 {
        sort(.init(rebasing: entries[start..<end]), from: depth + 8, bytes)
      }
      start = end
    }
  }

  /// Returns the 8 bytes from `depth` on as a big-endian integer. Missing bytes are 0, which does
  /// not occur in a path.
  private func key(
    of position: Int32, at depth: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UInt64 {
    let path = range(position)
    let (start, end) = (path.lowerBound + depth, path.upperBound)
    if start + 8 <= end {
      let raw = UnsafeRawBufferPointer(bytes)
      return UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
    guard start < end else { return 0 }
    return bytes[start..<end].reduce(0) { $0 << 8 | UInt64($1) } << UInt64(8 * (8 - (end - start)))
  }
}
