/// Plain text under construction: lines within a block are joined by spaces, blocks by one line
/// feed.
struct PlainTextOutput {
  private let rewriteText: ((UnsafeBufferPointer<UInt8>) -> [UInt8]?)?
  private var bytes: [UInt8] = []
  private let start: Int
  /// Number of appended bytes that are not white space. The output is full when it reaches
  /// `byteLimit`.
  private var countedBytes = 0
  private let byteLimit: Int

  /// Takes over the contents of `text`, so that they are not copied when the output grows.
  init(_ rules: MarkdownRules, continuing text: inout [UInt8], byteLimit: Int = .max) {
    rewriteText = rules.rewriteText
    self.byteLimit = byteLimit
    start = text.count
    swap(&bytes, &text)
  }

  var isFull: Bool { countedBytes >= byteLimit }

  mutating func move(to text: inout [UInt8]) {
    dropSpaces()
    swap(&bytes, &text)
  }

  mutating func beginBlock() {
    dropSpaces()
    if bytes.count > start { bytes.append(UInt8(ascii: "\n")) }
  }

  /// Appends text as it is shown, that is, rewritten. Stops when the output is full.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    if let rewritten = rewriteText?(text) {
      rewritten.withUnsafeBufferPointer { appendJoined($0) }
    } else {
      appendJoined(text)
    }
  }

  mutating func append(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { append($0) }
  }

  mutating func appendAsIs(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Counts and copies in one pass, so that bytes beyond the limit are not read.
  private mutating func appendJoined(_ text: UnsafeBufferPointer<UInt8>) {
    var (start, end) = (0, 0)
    var countedBytes = countedBytes
    while end < text.count, countedBytes < byteLimit {
      let byte = text[end]
      if byte > 0x20 { countedBytes &+= 1 }
      if byte == 0x0A || byte == 0x0D {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
        bytes.append(UInt8(ascii: " "))
        start = end + 1
      }
      end += 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
    self.countedBytes = countedBytes
  }

  private mutating func dropSpaces() {
    while bytes.count > start, bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
  }
}
