package import Files
package import Fingerprints

/// The files that a build publishes: all paths in one buffer, and for each file a fingerprint of
/// everything that it shows. A file's index is its position.
package struct PlannedFiles: Sendable {
  /// The paths, concatenated.
  private(set) var bytes: [UInt8] = []
  /// Offset at which each path begins. The last offset is the end of the last path. (Offsets
  /// above 4 GB are truncated, but `Plan` rejects paths of that total length.)
  private(set) var starts: [UInt32] = [0]
  private(set) var fingerprints: [Fingerprint] = []

  package init() {}

  package var count: Int { fingerprints.count }

  /// `paths`: the paths in UTF-8, concatenated. `ends`: the offset at which each path ends.
  /// Throws `.invalidPath` if a path could lead out of the output folder.
  package init(
    paths: [UInt8], ends: [Int], _ fingerprints: [Fingerprint]
  ) throws(FileError) {
    let invalid = paths.withUnsafeBufferPointer { Self.firstInvalid($0, ends) }
    if let invalid {
      throw .invalidPath(String(decoding: paths[invalid], as: UTF8.self))
    }
    (bytes, self.fingerprints) = (paths, fingerprints)
    starts.append(contentsOf: ends.lazy.map { UInt32(truncatingIfNeeded: $0) })
  }

  /// Concatenates the parts.
  package static func joined(_ parts: [PlannedFiles]) -> PlannedFiles {
    var all = PlannedFiles()
    let count = parts.reduce(0) { $0 + $1.count }
    all.bytes.reserveCapacity(parts.reduce(0) { $0 + $1.bytes.count })
    all.starts.reserveCapacity(count + 1)
    all.fingerprints.reserveCapacity(count)
    for part in parts {
      let start = UInt32(truncatingIfNeeded: all.bytes.count)
      all.bytes += part.bytes
      all.starts.append(contentsOf: part.starts.dropFirst().lazy.map { start &+ $0 })
      all.fingerprints += part.fingerprints
    }
    return all
  }

  private static func firstInvalid(
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
