/// A start tag or an end tag of HTML.
struct HTMLTag {
  let name: String
  let isEnd: Bool
  let attributes: [String: String]
  /// Offsets of the tag's first byte and of the byte after the tag.
  let start: Int
  let end: Int
}

/// Finds the tags of HTML one after the other.
struct HTMLTagScanner {
  private static let rawText: Set<String> = ["script", "style", "title", "textarea", "template"]

  private let html: [UInt8]
  private var index = 0

  init(_ html: [UInt8]) {
    self.html = html
  }

  mutating func next() -> HTMLTag? {
    while let start = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      if starts(with: "!--") {
        skip(past: "-->")
        continue
      }
      let isEnd = starts(with: "/")
      if isEnd { index += 1 }
      let name = name().lowercased()
      guard !name.isEmpty else { continue }
      let attributes = attributes()
      let end = index
      if !isEnd, Self.rawText.contains(name) { skip(past: "</\(name)") }
      return HTMLTag(name: name, isEnd: isEnd, attributes: attributes, start: start, end: end)
    }
    return nil
  }

  /// Reads attributes to the end of the tag and moves past its `>`.
  private mutating func attributes() -> [String: String] {
    var attributes: [String: String] = [:]
    while index < html.count, html[index] != UInt8(ascii: ">") {
      let name = name().lowercased()
      guard !name.isEmpty else {
        index += 1
        continue
      }
      let end = index
      skipSpace()
      if starts(with: "=") {
        attributes[name] = value()
      } else {
        attributes[name] = ""
        index = end
      }
    }
    index = min(index + 1, html.count)
    return attributes
  }

  /// White space may be on both sides of the `=` (HTML Standard, 13.1.2.3).
  private mutating func value() -> String {
    index += 1
    skipSpace()
    guard index < html.count else { return "" }
    let quote = html[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return unquotedValue() }
    let start = index + 1
    let end = html[start...].firstIndex(of: quote) ?? html.count
    index = min(end + 1, html.count)
    return String(decoding: html[start..<end], as: UTF8.self)
  }

  /// Without quotes a value ends at white space or with the tag (HTML Standard, 13.1.2.3).
  private mutating func unquotedValue() -> String {
    let start = index
    while index < html.count, html[index] > 0x20, html[index] != UInt8(ascii: ">") { index += 1 }
    return String(decoding: html[start..<index], as: UTF8.self)
  }

  private mutating func name() -> String {
    let start = index
    while index < html.count, html[index] > 0x20, !"<>=/\"'".utf8.contains(html[index]) {
      index += 1
    }
    return String(decoding: html[start..<index], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while index < html.count, html[index] <= 0x20 { index += 1 }
  }

  private func starts(with text: String) -> Bool { html[index...].starts(with: text.utf8) }

  private mutating func skip(past text: String) {
    let found = html[index...].firstRange(of: Array(text.utf8))
    index = found?.upperBound ?? html.count
  }
}
