import Fingerprints
import Foundation
import TestSupport
import Testing

@testable import Search

/// Merges the posting lists of segments and reads them back. A list is stored in the dictionary, in
/// a shared file or in its own files, depending on its length.
@Suite struct DictionaryPieceTests {
  /// The postings of one key in all segments.
  private struct ExpectedPostings {
    /// One dictionary per stream: the levels 0 to 3, titles, attributes.
    var streams = [[IndexReader.PostCoordinate: [Int]]](repeating: [:], count: 6)

    var postCount: Int {
      streams[5].isEmpty
        ? Set(streams[..<5].flatMap(\.keys)).count : streams[5].count
    }
  }

  private static let segmentCount = 40

  @Test(arguments: [1, 2, 3] as [UInt64]) func mergedListsEqualSegmentLists(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var words: [String: ExpectedPostings] = [:]
    for number in 0..<24 { words["word\(number)"] = Self.word(&random) }
    for number in 0..<4 { words["role=\(number)"] = Self.attribute(&random) }
    words["the"] = Self.word(&random)
    let common = 3000
    let rules = IndexRules(
      segmentCount: Self.segmentCount, bucketBits: 1, dictionaryBits: 3, commonThreshold: common,
      correctionThreshold: 1, glossaryWords: [], stopKeys: [Array("the".utf8)], program: "tests")
    let index = try IndexReader(Self.files(words, rules))
    #expect(Set(index.words.keys) == Set(words.keys))
    for (key, expected) in words {
      let found = try #require(index.words[key])
      #expect(found.postCount == expected.postCount, "\(key)")
      #expect(found.attribute == Set(expected.streams[5].keys), "\(key)")
      let isCommon = expected.streams[5].isEmpty && (expected.postCount > common || key == "the")
      #expect(found.isCommon == isCommon)
      for level in 0..<4 {
        let postings = isCommon && level < 3 ? [:] : expected.streams[level]
        #expect(found.levels[level].keys == postings.keys, "\(key), level \(level)")
        if !isCommon { #expect(found.levels[level] == postings) }
      }
      #expect(found.titles.keys == expected.streams[4].keys)
      if !isCommon { #expect(found.titles == expected.streams[4]) }
    }
    #expect(
      index.words.values.contains { $0.isInline } && index.words.values.contains(where: \.isCommon)
    )
    #expect(index.words.values.map(\.chunkCount).max() ?? 0 > 3)
  }

  private static func word(_ random: inout SplitMix64) -> ExpectedPostings {
    var expected = ExpectedPostings()
    let maximum = random.pick([1, 3, 40, 200])
    for segment in 0..<segmentCount where random.oneIn(maximum > 3 ? 1 : 9) {
      for _ in 0..<random.number(1...maximum) {
        let coordinate = coordinate(segment, &random)
        let positions = Set((0...random.number(0...3)).map { _ in random.number(0...300) }).sorted()
        // A post has one level. It can be in the titles as well.
        let level = coordinate.number % 4
        expected.streams[level][coordinate] = positions
        if random.oneIn(20) { expected.streams[4][coordinate] = positions }
      }
    }
    if expected.postCount == 0 { expected.streams[3][coordinate(0, &random)] = [0] }
    return expected
  }

  private static func attribute(_ random: inout SplitMix64) -> ExpectedPostings {
    var expected = ExpectedPostings()
    for segment in 0..<segmentCount {
      for _ in 0..<random.number(0...1500) {
        expected.streams[5][coordinate(segment, &random)] = []
      }
      expected.streams[5][IndexReader.PostCoordinate(segment: segment, thread: 1023, number: 0)] =
        []
    }
    return expected
  }

  private static func coordinate(_ segment: Int, _ random: inout SplitMix64)
    -> IndexReader.PostCoordinate
  {
    IndexReader.PostCoordinate(
      segment: segment, thread: random.number(0...1023), number: random.number(1...16))
  }
}

extension DictionaryPieceTests {
  private static func files(
    _ words: [String: ExpectedPostings], _ rules: IndexRules
  ) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [
      "root.json": root(rules), "c/0.json": Array("\"\"".utf8), "t/index.json": Array("[]".utf8),
    ]
    for bucket in 0..<(1 << rules.bucketBits) {
      var entries = BucketEntries()
      let keys = words.keys.filter { Int(fnv1a($0.utf8)) & (1 << rules.bucketBits - 1) == bucket }
      for segment in 0..<rules.segmentCount {
        let part = keys.sorted().flatMap { entry($0, words[$0] ?? ExpectedPostings(), segment) }
        entries.add(part[...], ofSegment: segment)
      }
      for (name, bytes) in Bucket(bucket, rules, entries).files { files[name] = bytes }
    }
    return files
  }

  private static func root(_ rules: IndexRules) -> [UInt8] {
    Array(
      """
      {"version": 4, "edition": "", "language": "en", "posts": 1, "segments": \(rules.segmentCount), \
      "months": [], \
      "bits": \(rules.dictionaryBits), "listBits": \(rules.dictionaryBits), "spellingBits": 0, "suggestionBits": 0, \
      "home": "/", "postsPerPage": 20, "common": 1, "code": [], "boards": [], "roles": [], "stop": [], \
      "synonyms": [], "crisis": []}
      """.utf8)
  }

  /// Encodes the entry of a key in one segment. Empty if the segment has no posts with the key.
  private static func entry(_ key: String, _ word: ExpectedPostings, _ segment: Int) -> [UInt8] {
    let streams = word.streams.map { stream in
      stream.filter { $0.key.segment == segment }.sorted { $0.key < $1.key }
    }
    guard streams.contains(where: { !$0.isEmpty }) else { return [] }
    var body: [UInt8] = []
    body.appendVarint(Set(streams.joined().map(\.key)).count)
    body.appendVarint(0)
    body.append(streams.indices.reduce(0) { streams[$1].isEmpty ? $0 : $0 | 1 << UInt8($1) })
    for (number, stream) in streams.enumerated().reversed() where !stream.isEmpty {
      append(stream.map { ($0.key, $0.value) }, isAttribute: number == 5, to: &body)
    }
    var entry: [UInt8] = []
    entry.appendVarint(key.utf8.count)
    entry += key.utf8
    entry.appendVarint(body.count)
    return entry + body
  }

  private static func append(
    _ posts: [(coordinate: IndexReader.PostCoordinate, positions: [Int])], isAttribute: Bool,
    to body: inout [UInt8]
  ) {
    let coordinates = posts.map {
      SegmentCoordinate(thread: Int32($0.coordinate.thread), number: Int32($0.coordinate.number))
    }
    body += bytes { output in
      output.appendLengthPrefixed { output in
        coordinates.withUnsafeBufferPointer {
          PostingRun.append($0, minimumNumber: isAttribute ? 0 : 1, to: &output)
        }
      }
    }
    if isAttribute { return }
    let ends = posts.reduce(into: [Int32]()) {
      $0.append(($0.last ?? 0) + Int32($1.positions.count))
    }
    body += bytes { output in
      output.appendLengthPrefixed { output in
        posts.flatMap(\.positions).map { UInt16($0) }.withUnsafeBufferPointer { positions in
          ends.withUnsafeBufferPointer { PositionRun.append(positions, ends: $0, to: &output) }
        }
      }
    }
  }
}
