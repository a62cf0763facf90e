import Markdown
import TestSupport
import Testing

@Suite struct UTF8CheckTests {
  @Test func offsetMatchesTheStandardLibrary() {
    var numbers = SplitMix64(seed: 1)
    for _ in 0..<20_000 {
      let bytes = Self.bytes(&numbers)
      let found = bytes.withUnsafeBufferPointer { offsetOfInvalidUTF8(in: $0) }
      #expect(found == Self.expected(bytes), "\(bytes)")
    }
  }

  /// Returns long runs of ASCII with complete, truncated and invalid characters between them.
  private static func bytes(_ numbers: inout SplitMix64) -> [UInt8] {
    let pieces: [[UInt8]] = ["é", "日", "😀", "a", "word ", "\u{0}", "\u{7FF}", "\u{FFFF}"].map {
      Array($0.utf8)
    }
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...6, using: &numbers) {
      bytes += Array(repeating: 0x61, count: Int.random(in: 0...70, using: &numbers))
      bytes += pieces.randomElement(using: &numbers) ?? []
      if Int.random(in: 0..<8, using: &numbers) == 0 {
        bytes.append(UInt8.random(in: 0x80...0xFF, using: &numbers))
      }
      if Int.random(in: 0..<8, using: &numbers) == 0 { bytes = bytes.dropLast() }
    }
    return bytes
  }

  private static func expected(_ bytes: [UInt8]) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}
