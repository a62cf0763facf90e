import Content
import Diagnostics

/// Finds the resources that a style sheet loads: `url(…)`, `@import "…"` and the strings of
/// `image-set(…)` (CSS Values 4, section 4.5; CSS Cascading 4, section 2; CSS Images 4, section
/// 2.4).
///
/// CSS escapes are not decoded. The content security policy blocks a load from another host that
/// they hide.
struct StyleSheetScanner {
  struct Reference {
    let url: String
    let offset: Int
  }

  private(set) var references: [Reference] = []
  let source: SourceText
  /// Relative to the theme.
  private let path: String
  private var index = 0

  /// Nil if the asset is not a style sheet.
  init?(_ asset: ThemeAsset) {
    guard let source = asset.styleSheet else { return nil }
    self.source = source
    path = asset.path
    while index < source.bytes.count { scanNext() }
  }

  /// Paths of the theme's files that the style sheet loads, relative to the theme.
  var localPaths: [String] { references.compactMap { path(of: $0) } }

  /// Returns the path of the loaded file, relative to the theme. Nil for URLs that are not known
  /// to be a file of the theme: references within the style sheet, paths from the site's root,
  /// and other hosts.
  func path(of reference: Reference) -> String? {
    let url = reference.url.prefix { $0 != "?" && $0 != "#" }
    guard !url.isEmpty, !url.hasPrefix("/"), ResourceURL(reference.url).isLocal else { return nil }
    var parts = path.split(separator: "/").dropLast()
    for part in url.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

extension StyleSheetScanner {
  private mutating func scanNext() {
    if starts(with: "/*") {
      index = find("*/", from: index + 2).map { $0 + 2 } ?? source.bytes.count
    } else if starts(with: "url(") {
      addURL(skipping: 4)
    } else if starts(with: "@import") {
      index += 7
      skipSpace()
      if isQuote { addURL() }
    } else if starts(with: "image-set(") {
      index += 10
      addStrings()
    } else if isQuote {
      _ = quotedString()
    } else {
      index += 1
    }
  }

  /// Adds the strings between the parentheses, but not those of nested functions such as
  /// `type("image/png")`.
  private mutating func addStrings() {
    var depth = 1
    while index < source.bytes.count, depth > 0 {
      if isQuote {
        if depth == 1 { addURL() } else { _ = quotedString() }
        continue
      }
      if starts(with: "url(") {
        addURL(skipping: 4)
        depth += 1
        continue
      }
      if source.bytes[index] == UInt8(ascii: "(") { depth += 1 }
      if source.bytes[index] == UInt8(ascii: ")") { depth -= 1 }
      index += 1
    }
  }

  private mutating func addURL(skipping count: Int) {
    index += count
    skipSpace()
    addURL()
  }

  private mutating func addURL() {
    let start = isQuote ? index + 1 : index
    references.append(Reference(url: isQuote ? quotedString() : unquotedURL(), offset: start))
  }

  /// Reads a quoted string and moves past its closing quote.
  private mutating func quotedString() -> String {
    let start = index + 1
    let end = source.bytes[start...].firstIndex(of: source.bytes[index]) ?? source.bytes.count
    index = min(end + 1, source.bytes.count)
    return String(decoding: source.bytes[start..<end], as: UTF8.self)
  }

  private mutating func unquotedURL() -> String {
    let start = index
    while index < source.bytes.count, source.bytes[index] > 0x20,
      source.bytes[index] != UInt8(ascii: ")")
    {
      index += 1
    }
    return String(decoding: source.bytes[start..<index], as: UTF8.self)
  }

  private var isQuote: Bool {
    index < source.bytes.count && "\"'".utf8.contains(source.bytes[index])
  }

  private mutating func skipSpace() {
    while index < source.bytes.count, source.bytes[index] <= 0x20 { index += 1 }
  }

  private func starts(with word: StaticString) -> Bool {
    guard index + word.utf8CodeUnitCount <= source.bytes.count else { return false }
    return word.withUTF8Buffer { word in
      word.indices.allSatisfy { source.bytes[index + $0] | 0x20 == word[$0] | 0x20 }
    }
  }

  private func find(_ word: String, from start: Int) -> Int? {
    source.bytes[min(start, source.bytes.count)...].firstRange(of: Array(word.utf8))?.lowerBound
  }
}
