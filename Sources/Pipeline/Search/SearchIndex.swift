// The Search room: words → the index that the reader's script searches. Its door is `SearchIndex.Making`:
// segments are indexed one by one and kept, then merged bucket by bucket. What is merged follows from the
// parts alone; so a build after an edit indexes the one segment that the edit is in, merges the buckets of
// its words, and comes to the same bytes as a build from nothing.

package import Fingerprints

/// The whole index, as files below /search/index/.
package struct SearchIndex: Sendable {
  private let parts: [SegmentPart]
  private let store: SearchStore
  private let rules: IndexRules
  private let memory: BucketMemory
  private let spelling: SpellingPieces
  private let timeline: Timeline
  private let root: [UInt8]
  /// Those that were merged by this build, until they are written.
  private let fresh: FreshBuckets

  init(
    _ parts: [SegmentPart], _ store: SearchStore, _ rules: IndexRules, _ memory: BucketMemory,
    _ fresh: FreshBuckets, _ spelling: SpellingPieces, _ timeline: Timeline, root: [UInt8]
  ) {
    (self.parts, self.store, self.rules) = (parts, store, rules)
    (self.memory, self.fresh) = (memory, fresh)
    (self.spelling, self.timeline, self.root) = (spelling, timeline, root)
  }
}

/// A part in the store is not what it was when it was found there: somebody spoilt the cache, or another
/// build has put its own in its place. `SearchIndex.Making.mend` makes it anew.
package struct DamagedPart: Error {
  package let segment: Int
}

/// A file of the index.
package enum SearchFile: Sendable {
  case root
  case spelling(Int)
  /// Posts by their days.
  case timeline(Int)
  /// A file of a bucket.
  case bucket(Int, file: Int)
  /// What is shown of some posts of a segment.
  case shown(segment: Int, piece: Int)
}

extension SearchIndex {
  /// All files, in groups that are best written together.
  package var groups: [[SearchFile]] {
    var groups = memory.rows.enumerated().map { number, row in
      row.files.indices.map { SearchFile.bucket(number, file: $0) }
    }
    groups += parts.enumerated().map { number, part in
      part.shown.indices.map { SearchFile.shown(segment: number, piece: $0) }
    }
    groups.append(timeline.files.indices.map(SearchFile.timeline))
    groups.append(spelling.pieces.indices.map(SearchFile.spelling) + [.root])
    return groups
  }

  package func appendPath(of file: SearchFile, to path: inout [UInt8]) {
    path += "search/index/".utf8
    switch file {
    case .root: path += "root.json".utf8
    case .spelling(let number): path += "c/\(number).json".utf8
    case .timeline(let number): path += timeline.files[number].name.utf8
    case .bucket(let number, let file): path += memory.rows[number].files[file].name.utf8
    case .shown(let segment, let piece):
      path += "s/\(segment)/\(parts[segment].shown[piece].name.fileName)".utf8
    }
  }

  /// Stands for the file's bytes.
  package func fingerprint(of file: SearchFile) -> Fingerprint {
    switch file {
    case .root: return Fingerprint(of: root)
    case .spelling(let number): return Fingerprint(of: spelling.pieces[number])
    case .timeline(let number): return timeline.files[number].fingerprint
    case .bucket(let number, let file): return memory.rows[number].files[file].fingerprint
    case .shown(let segment, let piece): return parts[segment].shown[piece].piece.fingerprint
    }
  }

  package func bytes(of file: SearchFile) throws(DamagedPart) -> [UInt8] {
    switch file {
    case .root: return root
    case .spelling(let number): return spelling.pieces[number]
    case .timeline(let number): return timeline.files[number].bytes
    case .bucket(let number, let file): return try bucket(number).files[file].bytes
    case .shown(let segment, let piece):
      return try Self.bytes(of: parts[segment].shown[piece].piece, segment, store)
    }
  }

  /// To be called when the bucket's files are written.
  package func done(with group: [SearchFile]) {
    if case .bucket(let number, _)? = group.first { fresh.drop(number) }
  }

  /// Merged by this build, or by an earlier one and now anew, for a file of it is missing.
  private func bucket(_ number: Int) throws(DamagedPart) -> Bucket {
    if let bucket = fresh[number] { return bucket }
    let bucket = try Self.merged(number, parts, store, rules)
    fresh.put(bucket, number)
    return bucket
  }

  static func merged(
    _ number: Int, _ parts: [SegmentPart], _ store: SearchStore, _ rules: IndexRules
  ) throws(DamagedPart) -> Bucket {
    var entries = BucketEntries()
    for (segment, part) in parts.enumerated() {
      entries.add(try bytes(of: part.buckets[number], segment, store)[...], ofSegment: segment)
    }
    return Bucket(number, rules, entries)
  }

  private static func bytes(
    of piece: SegmentPart.Piece, _ segment: Int, _ store: SearchStore
  ) throws(DamagedPart) -> [UInt8] {
    guard let bytes = store.read(piece.range, ofSegment: segment),
      Fingerprint(of: bytes) == piece.fingerprint
    else { throw DamagedPart(segment: segment) }
    return bytes
  }
}
