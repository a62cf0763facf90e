/// Finds elements in HTML by their class. It reads what our templates write, not all that browsers
/// forgive: comments and raw text (`<script>`, `<style>`, `<title>`, `<textarea>`, `<template>`) are
/// passed over, and elements end at the end tag that balances their start tag.
struct ElementScan {
  struct Element {
    let html: String
    /// Has the attribute `hidden`, or `aria-hidden`.
    let isHidden: Bool
  }

  private let tags: [Tag]
  private let html: [UInt8]

  private struct Tag {
    let name: String
    let isEnd: Bool
    let attributes: [String: String]
    let start: Int
    let end: Int
  }

  init(_ html: [UInt8]) {
    self.html = html
    var scanner = TagScan(html)
    var tags: [Tag] = []
    while let tag = scanner.next() {
      tags.append(
        Tag(
          name: tag.name, isEnd: tag.isEnd, attributes: tag.attributes, start: tag.start,
          end: tag.end))
    }
    self.tags = tags
  }

  func elements(ofClass name: String) -> [Element] {
    tags.indices.filter { !tags[$0].isEnd && classes(of: tags[$0]).contains(name) }.map { index in
      Element(
        html: String(decoding: html[tags[index].end..<endOfElement(index)], as: UTF8.self),
        isHidden: tags[index].attributes["hidden"] != nil
          || tags[index].attributes["aria-hidden"] == "true")
    }
  }

  private func classes(of tag: Tag) -> [String] {
    (tag.attributes["class"] ?? "").split { $0.isWhitespace }.map(String.init)
  }

  private func endOfElement(_ index: Int) -> Int {
    var depth = 0
    for tag in tags[index...] where tag.name == tags[index].name {
      depth += tag.isEnd ? -1 : 1
      if depth == 0 { return tag.start }
    }
    return html.count
  }
}

/// A cursor from tag to tag.
private struct TagScan {
  private static let rawText: Set<String> = ["script", "style", "title", "textarea", "template"]

  private let html: [UInt8]
  private var index = 0

  init(_ html: [UInt8]) {
    self.html = html
  }

  mutating func next() -> (
    name: String, isEnd: Bool, attributes: [String: String], start: Int, end: Int
  )? {
    while let start = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      if starts(with: "!--") {
        skip(past: "-->")
        continue
      }
      let isEnd = starts(with: "/")
      if isEnd { index += 1 }
      let name = word().lowercased()
      guard !name.isEmpty else { continue }
      let attributes = attributes()
      let end = index
      if !isEnd, Self.rawText.contains(name) { skip(past: "</\(name)") }
      return (name, isEnd, attributes, start, end)
    }
    return nil
  }

  /// Up to and behind the tag's `>`.
  private mutating func attributes() -> [String: String] {
    var attributes: [String: String] = [:]
    while index < html.count, html[index] != UInt8(ascii: ">") {
      let name = word().lowercased()
      guard !name.isEmpty else {
        index += 1
        continue
      }
      attributes[name] = starts(with: "=") ? value() : ""
    }
    index = min(index + 1, html.count)
    return attributes
  }

  private mutating func value() -> String {
    index += 1
    guard index < html.count else { return "" }
    let quote = html[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return word() }
    let start = index + 1
    let end = html[start...].firstIndex(of: quote) ?? html.count
    index = min(end + 1, html.count)
    return String(decoding: html[start..<end], as: UTF8.self)
  }

  private mutating func word() -> String {
    let start = index
    while index < html.count, html[index] > 0x20, !"<>=/\"'".utf8.contains(html[index]) {
      index += 1
    }
    return String(decoding: html[start..<index], as: UTF8.self)
  }

  private func starts(with text: String) -> Bool { html[index...].starts(with: text.utf8) }

  private mutating func skip(past text: String) {
    let found = html[index...].firstRange(of: Array(text.utf8))
    index = found?.upperBound ?? html.count
  }
}
