import Content
import Fingerprints
import Foundation
import TestSupport
import Testing

@testable import Search

/// Round trips of the index's encodings: varints, Rice codes, postings, positions and texts.
@Suite struct CodecTests {
  @Test func varintsRoundTrip() throws {
    var random = SplitMix64(seed: 1)
    let edges = (0..<63).flatMap { [1 << $0, (1 << $0) - 1] } + [Int.max]
    let numbers =
      edges + (0..<2000).map { _ in Int(random.next() >> UInt64(random.number(1...63))) }
    var bytes: [UInt8] = []
    for number in numbers { bytes.appendVarint(number) }
    var cursor = ByteCursor(bytes)
    for number in numbers { #expect(try cursor.varint() == number) }
    #expect(cursor.isAtEnd)
    var reader = ByteReader(bytes, from: 0)
    for number in numbers { #expect(reader.varint() == number) }
  }

  /// A Rice code is q ones, a zero, and k bits with the most significant first.
  @Test func riceCodesFollowTheFormat() {
    #expect(Self.rice([(0, 0)]) == [0b0000_0000])
    #expect(Self.rice([(3, 0)]) == [0b1110_0000])
    #expect(Self.rice([(5, 1)]) == [0b1101_0000])
    #expect(Self.rice([(5, 3), (1, 0)]) == [0b0101_1000])
    #expect(Self.rice([(40, 0)]) == [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0])
  }

  private static func rice(_ numbers: [(number: Int, k: Int)]) -> [UInt8] {
    var writer = BitWriter()
    var output = ByteOutput()
    for (number, k) in numbers { writer.writeRice(number, k, to: &output) }
    writer.flush(to: &output)
    return Array(output.buffer)
  }

  @Test func bitsRoundTrip() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<300 {
      var writer = BitWriter()
      var output = ByteOutput()
      var expected: [UInt8] = []
      for _ in 0..<random.number(0...200) {
        let width = random.number(0...32)
        let bits = random.next() & ((1 << UInt64(width)) - 1)
        writer.write(bits, UInt64(width), to: &output)
        expected += (0..<width).reversed().map { UInt8(bits >> UInt64($0) & 1) }
      }
      writer.flush(to: &output)
      let bytes = Array(output.buffer)
      let found = bytes.flatMap { byte in (0..<8).reversed().map { byte >> UInt8($0) & 1 } }
      #expect(found.count == (expected.count + 7) / 8 * 8)
      #expect(found.starts(with: expected) && !found.dropFirst(expected.count).contains(1))
    }
  }

  /// The counts take one, two and three bytes.
  @Test func lengthPrefixedBytesRoundTrip() throws {
    for count in [0, 1, 127, 128, 129, 16_383, 16_384, 20_000] {
      let content = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
      let bytes = bytes { output in
        output.append(9)
        output.appendLengthPrefixed { output in
          content.withUnsafeBufferPointer { output.append(contentsOf: $0) }
        }
        output.append(7)
      }
      var cursor = ByteCursor(bytes)
      #expect(try cursor.byte() == 9)
      #expect(try Array(cursor.bytes(cursor.varint())) == content)
      #expect(try cursor.byte() == 7)
    }
  }

  @Test func postingsRoundTrip() throws {
    var random = SplitMix64(seed: 3)
    for round in 0..<400 {
      let minimumNumber = Int32(random.number(0...1))
      let threads = random.pick([1, 4, 100, 1024, 30_000])
      let posts = random.pick([1, 3, 40, 50_000])
      let count = random.pick([1, 1, 2, 10, 300])
      var coordinates: Set<SegmentCoordinate> = [
        SegmentCoordinate(thread: Int32(threads - 1), number: Int32(posts))
      ]
      for _ in 1..<count {
        coordinates.insert(
          SegmentCoordinate(
            thread: Int32(random.number(0...threads - 1)),
            number: Int32(random.number(Int(minimumNumber)...posts))))
      }
      let bytes = bytes { output in
        coordinates.sorted().withUnsafeBufferPointer {
          PostingRun.append($0, minimumNumber: minimumNumber, to: &output)
        }
      }
      var cursor = ByteCursor([7] + bytes)
      let runs = try cursor.runs(from: 2, count: nil, minimumNumber: Int(minimumNumber))
      let expected = coordinates.sorted().map {
        IndexReader.PostCoordinate(segment: 9, thread: Int($0.thread), number: Int($0.number))
      }
      #expect(runs == [expected], "round \(round)")
    }
  }

  @Test func positionsRoundTrip() throws {
    var random = SplitMix64(seed: 4)
    for _ in 0..<400 {
      let posts = (0..<random.number(1...30)).map { number in
        let maximum = random.pick([1, 10, 65_535])
        return Set((0...random.number(0...20)).map { _ in UInt16(random.number(0...maximum)) })
          .sorted()
      }
      let ends = posts.reduce(into: [Int32]()) { $0.append(($0.last ?? 0) + Int32($1.count)) }
      let bytes = bytes { output in
        Array(posts.joined()).withUnsafeBufferPointer { positions in
          ends.withUnsafeBufferPointer { PositionRun.append(positions, ends: $0, to: &output) }
        }
      }
      let run = posts.indices.map { IndexReader.PostCoordinate(segment: 0, thread: $0, number: 1) }
      var cursor = ByteCursor(bytes)
      let found = try cursor.positions(of: [run], true)
      #expect(cursor.isAtEnd)
      for (coordinate, positions) in zip(run, posts) {
        #expect(found[coordinate] == positions.map(Int.init))
      }
    }
  }
}

extension CodecTests {
  @Test func encodedTextsRoundTrip() throws {
    var random = SplitMix64(seed: 5)
    let pieces =
      TextCoder.pieces + [
        "é", "日本", "😀", "\u{301}", "\u{7F}", "~", "\u{10FFFF}", "a", " ", "\n", "\t ",
      ]
    for _ in 0..<1500 { try expectRoundTrip(Array(random.text(of: pieces, count: 0...60).utf8)) }
    for _ in 0..<500 {
      let scalars = (0..<random.number(0...80)).compactMap { _ in
        Unicode.Scalar(UInt32(random.number(0...0x10FFFF)))
      }
      try expectRoundTrip(Array(String(String.UnicodeScalarView(scalars)).utf8))
    }
  }

  /// Texts of a forum are valid UTF-8, but other bytes must round-trip, too.
  @Test func invalidUTF8RoundTrips() throws {
    var random = SplitMix64(seed: 6)
    for _ in 0..<1000 {
      try expectRoundTrip((0..<random.number(0...600)).map { _ in UInt8(random.number(0...255)) })
    }
    for count in [0, 1, 2, 7, 8, 9, 254, 255, 256, 257, 511] {
      for byte in [0x20, 0x7E, 0x7F, 0x80, 0xFD, 0xFE, 0xFF] as [UInt8] {
        try expectRoundTrip(Array(repeating: byte, count: count))
      }
    }
  }

  @Test func englishIsCompressed() {
    let text =
      "I was told that the drains would come out after a week, and they did. It is not so bad."
    #expect(encoded(Array(text.utf8)).count < text.utf8.count * 6 / 10)
  }

  private func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    bytes.withUnsafeBufferPointer { TextCoder().appendLengthPrefixed($0, to: &output) }
    return output
  }

  /// Expects the decoded bytes to equal `bytes` with white space trimmed and collapsed.
  private func expectRoundTrip(_ bytes: [UInt8]) throws {
    var cursor = ByteCursor(encoded(bytes))
    let found = try decodedText(cursor.bytes(cursor.varint()), TextCoder.pieces)
    let expected = bytes.split { $0 <= 0x20 }.joined(separator: [0x20])
    #expect(found == Array(expected), "\(bytes)")
    #expect(cursor.isAtEnd)
  }
}

/// Returns the bytes that the closure appends.
func bytes(writtenBy write: (inout ByteOutput) -> Void) -> [UInt8] {
  var output = ByteOutput(capacity: 1)
  write(&output)
  return Array(output.buffer)
}
