internal import Files
package import Fingerprints

/// The files that a build publishes: their paths in one piece, and of each a fingerprint of everything
/// it shows. A file's place here is its position.
package struct PlannedFiles: Sendable {
  /// The paths, one behind the other, and where each begins; the end of the last one behind them.
  private(set) var bytes: [UInt8] = []
  private(set) var starts: [Int] = [0]
  private(set) var fingerprints: [Fingerprint] = []

  package init() {}

  package var count: Int { fingerprints.count }

  /// Adds files; nil, or one of the paths that could lead out of the output folder: then nothing is
  /// added. `paths`: UTF-8, one behind the other; `ends`: where each ends.
  package mutating func append(
    paths: [UInt8], ends: [Int], _ fingerprints: [Fingerprint]
  ) -> String? {
    let bad = paths.withUnsafeBufferPointer { Self.firstBad($0, ends) }
    if let bad { return String(decoding: paths[bad], as: UTF8.self) }
    let start = bytes.count
    bytes += paths
    starts += ends.map { start + $0 }
    self.fingerprints += fingerprints
    return nil
  }

  /// Adds files that are known to be right.
  package mutating func append(_ other: PlannedFiles) {
    let start = bytes.count
    bytes += other.bytes
    starts += other.starts.dropFirst().map { start + $0 }
    fingerprints += other.fingerprints
  }

  package mutating func reserveCapacity(_ files: Int, pathBytes: Int) {
    bytes.reserveCapacity(pathBytes)
    starts.reserveCapacity(files + 1)
    fingerprints.reserveCapacity(files)
  }

  package var pathByteCount: Int { bytes.count }

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
