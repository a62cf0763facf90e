package import Files

/// A file or folder that the system could not read. It is not a mistake of an author.
package struct ReadingError: Error, Hashable, Sendable {
  package let path: String
  /// The reason without the path, as in `permission denied`.
  package let sentence: String

  package init(_ problem: FileError) {
    path = problem.path
    sentence = problem.message
  }
}

/// Stamp of a file at the time it was read. If the bytes change, so does the stamp, provided that
/// `isSettled(at:)` was true.
package struct SourceStamp: Hashable, Sendable {
  package let stamp: FileStamp

  package init(_ stamp: FileStamp) {
    self.stamp = stamp
  }

  /// In nanoseconds. FAT stores times in steps of two seconds, and a server's clock can be
  /// slightly off.
  private static let grain: Int64 = 3_000_000_000

  /// Whether a change after that moment, by the clock that stamps files, would leave another stamp:
  /// two changes within one tick of the file system's clock need not.
  package func isSettled(at moment: Int64) -> Bool {
    max(stamp.modified, stamp.changed) < moment - Self.grain
  }

  /// All fields of the stamp, for a fingerprint.
  package var canonicalBytes: [UInt8] {
    [stamp.size, stamp.modified, stamp.changed, Int64(bitPattern: stamp.inode)].flatMap {
      withUnsafeBytes(of: $0.littleEndian, Array.init)
    }
  }
}

/// A file that is published unchanged.
package struct VerbatimFile: Hashable, Sendable {
  /// Path relative to the folder in which the file was found.
  package let path: String
  package let stamp: SourceStamp
  /// In bytes.
  package let size: Int

  /// nil for a file that was listed without its stamp.
  package init?(_ file: FoundFile) {
    guard let stamp = file.stamp else { return nil }
    path = file.path
    self.stamp = SourceStamp(stamp)
    size = Int(stamp.size)
  }
}

/// Lists a folder; what cannot be read in it is a problem, not an empty folder.
package func list(
  _ folder: SourceFolder, withoutStampsIn stampless: String? = nil
) throws(ReadingError) -> Listing {
  let listing: Listing
  do throws(FileError) {
    listing = try listFiles(below: folder.path, withoutStampsIn: stampless)
  } catch {
    throw ReadingError(error)
  }
  for oddity in listing.unsupportedEntries {
    if case .unreadable(let reason) = oddity.kind {
      throw ReadingError(FileError(path: folder.shown(oddity.path), reason: reason))
    }
  }
  return listing
}
