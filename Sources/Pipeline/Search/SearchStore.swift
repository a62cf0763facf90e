import Files
import Synchronization

/// A cache of the segments' parts from one build to the next. Its loss costs time only.
///
/// Without a cache folder, the parts are in memory and last as long as the build.
package final class SearchStore: Sendable {
  private let folder: OpenFolder?
  private let inMemory = Mutex<[Int: [UInt8]]>([:])
  private let openFiles = Mutex<[Int: OpenFile]>([:])

  /// The maximum number of files that are kept open. Other files are opened for each read.
  private static let maximumOpenFiles = 400
  /// The maximum size of the file `buckets`, in bytes.
  private static let maximumRecordsSize = 1 << 30

  /// Whether to ignore what earlier builds have stored.
  private let ignoresStored: Bool

  /// `cache`: the cache folder. If it is nil or cannot be opened, the parts are stored in memory.
  /// `name`: of the subfolder, different for each site.
  package init(in cache: String?, named name: String, ignoringStored: Bool) {
    ignoresStored = ignoringStored
    folder = cache.flatMap { try? Self.folder(name, in: $0) }
  }

  /// Opens the subfolder, and makes it if it is missing. Throws if it is a symbolic link, because
  /// this module removes files from it and must not remove those of others.
  private static func folder(_ name: String, in cache: String) throws(FileError) -> OpenFolder? {
    guard let path = OutputPath(name) else { return nil }
    let cache = try OpenFolder(at: cache, creating: true)
    try cache.makeFolder(path)
    return try OpenFolder(path, in: cache, displayPath: cache.displayPath(path))
  }
}

extension SearchStore {
  /// Returns the first bytes of a segment's part, at least its whole head, and the size of the
  /// part. Nil if there is no part.
  func head(ofSegment number: Int) -> (head: [UInt8], size: Int)? {
    guard !ignoresStored, let file = try? file(ofSegment: number) else { return nil }
    let initialSize = min(file.size, 1 << 15)
    guard let beginning = try? file.read(0..<initialSize),
      let size = SegmentPart.headSize(beginning)
    else { return nil }
    if size <= beginning.count { return (beginning, file.size) }
    guard size <= file.size, let whole = try? file.read(0..<size) else { return nil }
    return (whole, file.size)
  }

  /// Stores a part. One that cannot be written is kept in memory.
  func save(_ part: [UInt8], ofSegment number: Int) {
    openFiles.withLock { $0[number] = nil }
    guard let folder, let path = Self.path(ofSegment: number),
      (try? folder.write(part, to: path)) != nil
    else { return inMemory.withLock { $0[number] = part } }
  }

  /// Replaces a damaged part, and keeps the new one in memory too, because the file may be
  /// damaged again.
  func replaceDamagedPart(ofSegment number: Int, with part: [UInt8]) {
    save(part, ofSegment: number)
    inMemory.withLock { $0[number] = part }
  }

  /// Returns bytes of a part. Nil if the part does not have them.
  func read(_ range: Range<Int>, ofSegment number: Int) -> [UInt8]? {
    if range.isEmpty { return [] }
    if let part = inMemory.withLock({ $0[number] }) {
      return range.upperBound <= part.count ? Array(part[range]) : nil
    }
    return try? file(ofSegment: number).read(range)
  }

  /// Returns the results of the last build for each bucket (see `BucketRecords`).
  func bucketRecords() -> [UInt8]? {
    guard !ignoresStored, let folder, let path = OutputPath("buckets") else { return nil }
    return try? folder.read(path, limit: Self.maximumRecordsSize).bytes
  }

  func save(bucketRecords: [UInt8]) {
    guard let folder, let path = OutputPath("buckets") else { return }
    _ = try? folder.write(bucketRecords, to: path)
  }

  /// Removes the parts of segments that no longer exist. `count`: the number of segments.
  func removeParts(fromSegment count: Int) {
    guard let folder, let names = try? folder.names() else { return }
    for name in names where name.hasPrefix("segment-") {
      guard let number = Int(name.dropFirst(8)), number >= count else { continue }
      if let path = OutputPath(name) { _ = try? folder.removeFile(path) }
    }
  }

  private func file(ofSegment number: Int) throws(FileError) -> OpenFile {
    if let file = openFiles.withLock({ $0[number] }) { return file }
    guard let folder, let path = Self.path(ofSegment: number) else {
      throw FileError(.read, path: "segment-\(number)", reason: .notFound)
    }
    let file = try OpenFile(path, in: folder)
    openFiles.withLock { if $0.count < Self.maximumOpenFiles { $0[number] = file } }
    return file
  }

  private static func path(ofSegment number: Int) -> OutputPath? {
    OutputPath("segment-\(number)")
  }
}
