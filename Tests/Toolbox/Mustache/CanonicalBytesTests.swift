import SafeHTML
import Testing

@testable import Mustache

@Suite struct CanonicalBytesTests {
  static let different: [[Tree]] = [
    [], [.missing], [.missing, .missing], [.flag(false)], [.flag(true)], [.number(0)],
    [.number(1)], [.number(-1)], [.number(256)], [.text("")], [.text("ab")],
    [.text("a"), .text("b")], [.text(""), .text("ab")], [.text("ab"), .text("")],
    [.html(Sample.html("ab"))], [.html(.empty)], [.list([])], [.list([.text("ab")])],
    [.list([.text("a"), .text("b")])], [.list([.text("a")]), .text("b")],
    [.list([.missing])], [.list([.list([])])],
    [.record(Branch(Sample.tag, []))], [.record(Branch(Sample.tag, [.text("ab")]))],
    [.text("\u{E9}")], [.text("e\u{301}")],
  ]

  @Test func encodesDifferentRecordsDifferently() {
    let encoded = Self.different.map { bytes(of: $0) }
    #expect(Set(encoded).count == Self.different.count)
    // No encoding is a prefix of another, so that encodings can be concatenated.
    for (index, bytes) in encoded.enumerated() {
      let others = encoded.enumerated().filter { $0.offset != index }
      #expect(!others.contains { $0.element.starts(with: bytes) })
    }
  }

  @Test func encodesEqualValuesAlike() {
    #expect(bytes(of: Sample.record.values) == bytes(of: Sample.record.values))
  }

  private func bytes(of values: [Tree]) -> [UInt8] {
    var bytes: [UInt8] = []
    var arena = ValueArena()
    let record = Branch(Sample.page, values).put(into: &arena)
    arena.appendCanonicalBytes(of: record, to: &bytes)
    return bytes
  }
}
