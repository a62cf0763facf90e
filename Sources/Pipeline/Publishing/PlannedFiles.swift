internal import Files
package import Fingerprints

/// The files that a build publishes: their paths in one piece, and of each a fingerprint of everything
/// it shows. A file's place here is its position.
package struct PlannedFiles: Sendable {
  /// The paths, one behind the other, and where each begins; the end of the last one behind them.
  private(set) var bytes: [UInt8] = []
  ///
  /// What does not fit into 32 bits is no list that a plan takes.
  private(set) var starts: [UInt32] = [0]
  private(set) var fingerprints: [Fingerprint] = []

  package init() {}

  package var count: Int { fingerprints.count }

  /// Adds files; nil, or one of the paths that could lead out of the output folder: then nothing is
  /// added. `paths`: UTF-8, one behind the other; `ends`: where each ends.
  package mutating func append(
    paths: consuming [UInt8], ends: [Int], _ fingerprints: consuming [Fingerprint]
  ) -> String? {
    let bad = paths.withUnsafeBufferPointer { Self.firstBad($0, ends) }
    if let bad { return String(decoding: paths[bad], as: UTF8.self) }
    let start = bytes.count
    starts.append(contentsOf: ends.lazy.map { UInt32(truncatingIfNeeded: start + $0) })
    // The first ones need not be copied.
    if count == 0 {
      (bytes, self.fingerprints) = (paths, fingerprints)
    } else {
      bytes += paths
      self.fingerprints += fingerprints
    }
    return nil
  }

  /// Adds files that are known to be right.
  private mutating func append(_ other: PlannedFiles) {
    let start = UInt32(truncatingIfNeeded: bytes.count)
    bytes += other.bytes
    starts.append(contentsOf: other.starts.dropFirst().lazy.map { start &+ $0 })
    fingerprints += other.fingerprints
  }

  /// All of them, one part behind the other.
  package static func joined(_ parts: [PlannedFiles]) -> PlannedFiles {
    var all = PlannedFiles()
    let count = parts.reduce(0) { $0 + $1.count }
    all.bytes.reserveCapacity(parts.reduce(0) { $0 + $1.bytes.count })
    all.starts.reserveCapacity(count + 1)
    all.fingerprints.reserveCapacity(count)
    for part in parts { all.append(part) }
    return all
  }

  private static func firstBad(
    _ paths: UnsafeBufferPointer<UInt8>, _ ends: [Int]
  ) -> Range<Int>? {
    var start = 0
    for end in ends {
      let path = UnsafeBufferPointer(rebasing: paths[start..<end])
      guard isOutputPath(path) else { return start..<end }
      start = end
    }
    return nil
  }
}
