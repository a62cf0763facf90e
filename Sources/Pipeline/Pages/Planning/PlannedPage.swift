package import Fingerprints

/// A planned file of the site, identified by its subject.
package struct PlannedPage: Sendable {
  let subject: PageSubject
}

/// Planned files, each with its path below the publish folder and a fingerprint of everything
/// that it shows.
///
/// All paths are in one array of bytes, because a string for each page of a large forum is slow.
package struct PlannedPages: Sendable {
  package private(set) var pages: [PlannedPage] = []
  package private(set) var fingerprints: [Fingerprint] = []
  /// All paths, concatenated, and the end of each path.
  package private(set) var paths: [UInt8] = []
  package private(set) var pathEnds: [Int] = []

  init(expecting count: Int) {
    pages.reserveCapacity(count)
    fingerprints.reserveCapacity(count)
    paths.reserveCapacity(64 * count)
    pathEnds.reserveCapacity(count)
  }

  mutating func append(
    _ page: PlannedPage, _ fingerprint: Fingerprint, path: (inout [UInt8]) -> Void
  ) {
    pages.append(page)
    fingerprints.append(fingerprint)
    path(&paths)
    pathEnds.append(paths.count)
  }
}
