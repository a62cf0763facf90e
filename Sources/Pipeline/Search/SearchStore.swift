import Files
import Synchronization

/// Where segments' parts of the index lie from one build to the next. All of it may be lost at a cost of
/// time only.
///
/// Without a cache folder they are held in memory, for as long as the build takes.
package final class SearchStore: Sendable {
  private let folder: OpenFolder?
  private let held = Mutex<[Int: [UInt8]]>([:])
  private let opened = Mutex<[Int: OpenFile]>([:])

  /// So many files are kept open; others are opened for each part that is read of them.
  private static let mostOpened = 400
  private static let limit = 1 << 30

  /// Whether what lies there is passed over.
  private let isForgetting: Bool

  /// `cache`: the folder for what may be lost; `name`: says which forum it is. Nil: nothing is kept.
  package init(in cache: String?, named name: String, forgetting: Bool) {
    isForgetting = forgetting
    folder = cache.flatMap { try? Self.folder(name, in: $0) }
  }

  /// Nil behind a symbolic link: this room removes files that it has no use for, and would remove others'.
  private static func folder(_ name: String, in cache: String) throws(FileProblem) -> OpenFolder? {
    guard let path = OutputPath(name) else { return nil }
    let cache = try OpenFolder(at: cache, creating: true)
    try cache.makeFolder(path)
    return try OpenFolder(path, in: cache, named: cache.shown(path))
  }
}

extension SearchStore {
  /// The first bytes of a segment's part, at least its whole head, and the part's size.
  func head(ofSegment number: Int) -> (head: [UInt8], size: Int)? {
    guard !isForgetting, let file = try? file(number) else { return nil }
    let guess = min(file.size, 1 << 15)
    guard let beginning = try? file.read(0..<guess), let size = SegmentPart.headSize(beginning)
    else { return nil }
    if size <= beginning.count { return (beginning, file.size) }
    guard size <= file.size, let whole = try? file.read(0..<size) else { return nil }
    return (whole, file.size)
  }

  /// What cannot be written is held in memory.
  func keep(_ part: [UInt8], ofSegment number: Int) {
    opened.withLock { $0[number] = nil }
    guard let folder, let path = Self.path(ofSegment: number),
      (try? folder.write(part, to: path)) != nil
    else { return held.withLock { $0[number] = part } }
  }

  /// Keeps a part that was found to be damaged, and holds it as well, for what damaged it may do so again.
  func mend(_ part: [UInt8], ofSegment number: Int) {
    keep(part, ofSegment: number)
    held.withLock { $0[number] = part }
  }

  /// Nil when there are no such bytes any more.
  func read(_ range: Range<Int>, ofSegment number: Int) -> [UInt8]? {
    if range.isEmpty { return [] }
    if let part = held.withLock({ $0[number] }) {
      return range.upperBound <= part.count ? Array(part[range]) : nil
    }
    return try? file(number).read(range)
  }

  /// What is remembered of the dictionary's buckets.
  func buckets() -> [UInt8]? {
    guard !isForgetting, let folder, let path = OutputPath("buckets") else { return nil }
    return try? folder.read(path, limit: Self.limit).bytes
  }

  func keep(buckets: [UInt8]) {
    guard let folder, let path = OutputPath("buckets") else { return }
    _ = try? folder.write(buckets, to: path)
  }

  /// Removes what a larger forum has left.
  func forget(segmentsFrom count: Int) {
    guard let folder, let names = try? folder.names() else { return }
    for name in names where name.hasPrefix("segment-") {
      guard let number = Int(name.dropFirst(8)), number >= count else { continue }
      if let path = OutputPath(name) { _ = try? folder.removeFile(path) }
    }
  }

  private func file(_ number: Int) throws(FileProblem) -> OpenFile {
    if let file = opened.withLock({ $0[number] }) { return file }
    guard let folder, let path = Self.path(ofSegment: number) else {
      throw FileProblem(path: "segment-\(number)", reason: .notFound)
    }
    let file = try OpenFile(path, in: folder)
    opened.withLock { if $0.count < Self.mostOpened { $0[number] = file } }
    return file
  }

  private static func path(ofSegment number: Int) -> OutputPath? {
    OutputPath("segment-\(number)")
  }
}
