import PipelineFixtures
import TestSupport
import Testing

@testable import Content
@testable import Survey

/// Lookup and copying of rows, and robustness against invalid bytes with valid checksums.
@Suite(.timeLimit(.minutes(2))) struct SurveyTableTests {
  private let rules = ReadingContext(zone: .utc, today: Day(daysSince1970: 30_000))
  private let names = ["a", "a-b", "a/b", "ab", "b", "é"]

  @Test func rowsAreFoundByTheirPaths() throws {
    let table = try #require(
      SurveyTable(bytes(), key: SurveyCache.key(rules, .placeholder, program: "1", "")))
    for (index, name) in names.enumerated() {
      for hint in 0...names.count { #expect(table.row(of: name, hint: hint) == index) }
      #expect(table.withRecord(of: index) { Array($0) } == Array(name.utf8))
      #expect(table.row(of: name + "x", hint: index) == nil)
    }
    #expect(table.row(of: "", hint: 0) == nil)
    #expect(
      SurveyTable(bytes(), key: SurveyCache.key(rules, .placeholder, program: "2", "")) == nil)
    #expect(SurveyTable.empty.row(of: "a", hint: 0) == nil)
  }

  @Test func rowsCopiedFromAnOlderTableAreEqual() throws {
    let old = try #require(
      SurveyTable(bytes(), key: SurveyCache.key(rules, .placeholder, program: "1", "")))
    var writer = SurveyTableWriter(old, expecting: 0)
    for (index, name) in names.enumerated() { writer.append(name, row: index) }
    #expect(bytes(of: writer) == bytes())
    var mixed = SurveyTableWriter(old, expecting: 0)
    for (index, name) in names.enumerated() {
      if index % 3 == 1 {
        mixed.append(name, SurveyRecord(Array(name.utf8)))
      } else {
        mixed.append(name, row: index)
      }
    }
    #expect(bytes(of: mixed) == bytes())
  }

  @Test func corruptRowsDoNotTrap() {
    var random = SplitMix64(seed: 150_000)
    let right = bytes()
    for _ in 0..<20_000 {
      var bytes = right
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: 32..<bytes.count, using: &random)
        bytes[index] =
          [0, 1, 0x7F, 0xFF, UInt8.random(in: 0...255, using: &random)]
          .randomElement(using: &random) ?? 0
      }
      guard
        let table = SurveyTable(
          signed(bytes), key: SurveyCache.key(rules, .placeholder, program: "1", ""))
      else { continue }
      for name in names {
        guard let row = table.row(of: name, hint: 2) else { continue }
        _ = table.withRecord(of: row) { $0.count }
      }
    }
  }

  @Test func corruptRecordsDoNotTrap() throws {
    let fixture = try Fixture()
    let text = """
      ---
      title: A title that is long enough
      author: Wren
      date: 2022-05-31T10:00
      tags: [a, b]
      aliases: [old]
      ---

      [a](b.md?c#d) @Wren [x](javascript:y) ![i](/static/i.png)

      ---
      author: Somebody Else
      date: 2021-05-31
      ---

      Yes.

      """
    try fixture.put(Array(text.utf8), at: "boards/b/t.md")
    let (summary, warnings) = try fixture.survey().summarise("boards/b/t.md")
    let summarised = try #require(summary)
    let displayPath = fixture.folder.displayPath(summarised.path)
    var writer = RecordWriter()
    summarised.record(warnings, in: &writer)
    #expect(warnings.count == 2)
    #expect(read(writer.bytes, summarised, displayPath)?.warnings == warnings)
    var random = SplitMix64(seed: 12)
    for _ in 0..<30_000 {
      var bytes = writer.bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: 32..<bytes.count, using: &random)
        bytes[index] =
          [0, 1, 0x7F, 0xFF, UInt8.random(in: 0...255, using: &random)]
          .randomElement(using: &random) ?? 0
      }
      if Int.random(in: 0..<5, using: &random) == 0 {
        bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
      }
      guard let record = read(bytes, summarised, displayPath) else { continue }
      for post in record.summary.posts {
        #expect(record.summary.authors.indices.contains(Int(post.author)))
        #expect(post.body.upperBound <= text.utf8.count)
        _ = post.date.machineText
      }
    }
  }

  private func read(_ bytes: [UInt8], _ summary: ThreadSummary, _ displayPath: String)
    -> ThreadRecord?
  {
    var names = NameInterner(NameIDSource(), expecting: 4)
    return bytes.withUnsafeBytes {
      ThreadRecord(
        $0, of: summary.path, stamp: summary.stamp, today: rules.today, names: &names,
        displayPath: displayPath)
    }
  }

  private func bytes() -> [UInt8] {
    var writer = SurveyTableWriter(.empty, expecting: 0)
    for name in names { writer.append(name, SurveyRecord(Array(name.utf8))) }
    return bytes(of: writer)
  }

  private func bytes(of writer: SurveyTableWriter) -> [UInt8] {
    var bytes: [UInt8] = []
    writer.write(key: SurveyCache.key(rules, .placeholder, program: "1", "")) {
      bytes.append(contentsOf: $0)
    }
    return bytes
  }

  /// Returns the bytes with a recomputed checksum, so that damage passes the checksum test.
  private func signed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let start = bytes[40..<48].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    guard start >= 64, start <= UInt64(bytes.count) else { return bytes }
    var sum = bytes.withUnsafeBytes {
      recordChecksum(of: UnsafeRawBufferPointer(rebasing: $0[Int(start)...])) &* 31
        ^ recordChecksum(of: UnsafeRawBufferPointer(rebasing: $0[..<56]))
    }
    for index in 56..<64 {
      bytes[index] = UInt8(truncatingIfNeeded: sum)
      sum >>= 8
    }
    return bytes
  }
}
