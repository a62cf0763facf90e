/// Plain text as it grows: lines within a block are joined with spaces, blocks by one line feed.
struct PlainTextOutput {
  private let rules: MarkdownRules
  private var bytes: [UInt8] = []
  private let start: Int
  /// Bytes that are no white space.
  private(set) var letters = 0

  /// Takes the array over, so that it is not copied when it grows.
  init(_ rules: MarkdownRules, continuing text: inout [UInt8]) {
    self.rules = rules
    start = text.count
    swap(&bytes, &text)
  }

  mutating func giveBack(to text: inout [UInt8]) {
    dropSpaces()
    swap(&bytes, &text)
  }

  mutating func beginBlock() {
    dropSpaces()
    if bytes.count > start { bytes.append(UInt8(ascii: "\n")) }
  }

  /// Appends text as it is shown, that is, rewritten.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    let from = bytes.count
    if let rewritten = rules.rewriteText?(text) {
      bytes += rewritten
    } else {
      bytes.append(contentsOf: text)
    }
    joinLines(from: from)
  }

  mutating func append(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { append($0) }
  }

  mutating func appendAsIs(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func joinLines(from start: Int) {
    for index in start..<bytes.count {
      let byte = bytes[index]
      if byte > 0x20 { letters += 1 }
      if byte == 0x0A || byte == 0x0D { bytes[index] = UInt8(ascii: " ") }
    }
  }

  private mutating func dropSpaces() {
    while bytes.count > start, bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
  }
}
