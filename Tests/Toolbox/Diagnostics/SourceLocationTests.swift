import Testing

@testable import Diagnostics

@Suite struct PlaceCountingTests {
  static let texts = [
    "", "\n", "one\r\ntwö é\n\nx 💕 y\n\n\nlast", "\u{FEFF}", "\u{FEFF}ab\ncd",
    "\u{FEFF}\n\u{FEFF}é\n",
  ]

  @Test(arguments: texts) func locationIsTheSameFromAnyKnownLocation(text: String) {
    let source = SourceText(file: "a", bytes: Array(text.utf8))
    for known in 0...source.bytes.count {
      let start = (known, source.location(at: known))
      for offset in -1...source.bytes.count + 1 {
        #expect(source.location(at: offset, from: start) == source.location(at: offset))
      }
    }
  }

  @Test func comparesButDoesNotHashExcerpts() {
    let location = Diagnostics.SourceLocation(file: "a", line: 3)
    let one = Diagnostic(.error, "e", "m", at: location, excerpt: "x")
    let other = Diagnostic(.error, "e", "m", at: location, excerpt: "y")
    #expect(one.hashValue == other.hashValue)
    #expect(one != other)
    #expect(DiagnosticReport([one, one]).diagnostics == [one])
  }
}
