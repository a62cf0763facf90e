package import Files

/// Stamp of a file at the time it was read. If the bytes change, so does the stamp, provided that
/// `isSettled(at:)` was true.
package struct SourceStamp: Hashable, Sendable {
  package let stamp: FileStamp

  package init(_ stamp: FileStamp) {
    self.stamp = stamp
  }

  /// In nanoseconds. FAT stores times in steps of two seconds, and a server's clock can be
  /// slightly off.
  private static let clockResolution: Int64 = 3_000_000_000

  /// Returns whether a change after `moment` certainly changes the stamp. Two changes within one
  /// tick of the file system's clock can leave the same stamp.
  ///
  /// - Parameter moment: in nanoseconds since 1970, by the clock that stamps files.
  package func isSettled(at moment: Int64) -> Bool {
    max(stamp.modified, stamp.changed) < moment - Self.clockResolution
  }

  /// All fields of the stamp, for a fingerprint.
  package var canonicalBytes: [UInt8] {
    [stamp.size, stamp.modified, stamp.changed, Int64(bitPattern: stamp.inode)].flatMap {
      withUnsafeBytes(of: $0.littleEndian, Array.init)
    }
  }
}
