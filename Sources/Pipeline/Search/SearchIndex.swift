// The Search module: words -> the index that the browser script searches. The entry point is
// `SearchIndexBuilder`.
//
// Groups of threads (segments) are indexed separately, and the results (parts) are stored. Then
// the parts are merged, one bucket of the dictionary after the other. The merged files depend on
// the parts alone. After an edit, a build therefore indexes only the segment of the edited
// thread, merges the buckets of its words, and produces the same bytes as a build from nothing.
//
// Folders:
// - Segments: indexes a group of threads
// - Buckets: merges the parts into the files of the dictionary
// - Results: the data that results show of each post
// - Suggestions: what the search page suggests while a reader types
// - Spelling: words that may be suggested for a misspelt one
// - Encoding: readers and writers of bits, varints, postings and texts

package import Fingerprints

/// The whole index, as files below `search/index/`.
package struct SearchIndex: Sendable {
  private let parts: [SegmentPart]
  private let store: SearchStore
  private let rules: IndexRules
  private let bucketRecords: BucketRecords
  /// The buckets that this build has merged and not yet written.
  private let bucketCache: BucketCache
  /// The other files, in groups.
  private let files: [[IndexFile]]

  init(
    _ parts: [SegmentPart], _ store: SearchStore, _ rules: IndexRules,
    _ bucketRecords: BucketRecords, _ bucketCache: BucketCache, _ files: [[IndexFile]]
  ) {
    (self.parts, self.store, self.rules) = (parts, store, rules)
    (self.bucketRecords, self.bucketCache, self.files) = (bucketRecords, bucketCache, files)
  }
}

/// Thrown if a part in the store does not match the fingerprints in its head: the file was
/// damaged, or another build has replaced it. `SearchIndexBuilder.rebuild` replaces it.
package struct DamagedPartError: Error {
  package let segment: Int
}

/// A file of the index.
package enum SearchFile: Sendable {
  /// A file that is in memory: suggestions, posts by day, spellings, root.json.
  case inMemory(group: Int, Int)
  /// One of a bucket's files.
  case bucket(Int, file: Int)
  /// A file with what results show of some posts of a segment.
  case results(segment: Int, piece: Int)
}

extension SearchIndex {
  /// All files. The files of a group are best written together: those of a bucket come from one
  /// merge.
  package var groups: [[SearchFile]] {
    var groups = bucketRecords.records.enumerated().map { number, record in
      record.files.indices.map { SearchFile.bucket(number, file: $0) }
    }
    groups += parts.enumerated().map { number, part in
      part.results.indices.map { SearchFile.results(segment: number, piece: $0) }
    }
    return groups
      + files.enumerated().map { number, group in
        group.indices.map { SearchFile.inMemory(group: number, $0) }
      }
  }

  package func appendPath(of file: SearchFile, to path: inout [UInt8]) {
    path += "search/index/".utf8
    switch file {
    case .inMemory(let group, let number): path += files[group][number].name.utf8
    case .bucket(let number, let file): path += bucketRecords.records[number].files[file].name.utf8
    case .results(let segment, let piece):
      path += "s/\(segment)/\(parts[segment].results[piece].name.fileName)".utf8
    }
  }

  /// Returns the fingerprint of the file's bytes.
  package func fingerprint(of file: SearchFile) -> Fingerprint {
    switch file {
    case .inMemory(let group, let number): return files[group][number].fingerprint
    case .bucket(let number, let file): return bucketRecords.records[number].files[file].fingerprint
    case .results(let segment, let piece): return parts[segment].results[piece].piece.fingerprint
    }
  }

  package func bytes(of file: SearchFile) throws(DamagedPartError) -> [UInt8] {
    switch file {
    case .inMemory(let group, let number): return files[group][number].bytes
    case .bucket(let number, let file): return try bucket(number).files[file].bytes
    case .results(let segment, let piece):
      return try Self.bytes(of: parts[segment].results[piece].piece, segment, store)
    }
  }

  /// Releases a bucket's bytes. Call it when all files of the group are written.
  package func release(_ group: [SearchFile]) {
    if case .bucket(let number, _)? = group.first { bucketCache.remove(number) }
  }

  /// Returns a bucket that this build has merged, or merges it now. An unchanged bucket is merged
  /// only if one of its files is missing in the output folder.
  private func bucket(_ number: Int) throws(DamagedPartError) -> Bucket {
    if let bucket = bucketCache[number] { return bucket }
    let bucket = try Self.mergedBucket(number, parts, store, rules)
    bucketCache.insert(bucket, number)
    return bucket
  }

  static func mergedBucket(
    _ number: Int, _ parts: [SegmentPart], _ store: SearchStore, _ rules: IndexRules
  ) throws(DamagedPartError) -> Bucket {
    var entries = BucketEntries()
    for (segment, part) in parts.enumerated() {
      entries.add(try bytes(of: part.buckets[number], segment, store)[...], ofSegment: segment)
    }
    return Bucket(number, rules, entries)
  }

  private static func bytes(
    of piece: SegmentPart.Piece, _ segment: Int, _ store: SearchStore
  ) throws(DamagedPartError) -> [UInt8] {
    guard let bytes = store.read(piece.range, ofSegment: segment),
      Fingerprint(of: bytes) == piece.fingerprint
    else { throw DamagedPartError(segment: segment) }
    return bytes
  }
}
