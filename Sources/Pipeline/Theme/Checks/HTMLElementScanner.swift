/// Finds elements in HTML by their class. It understands what our templates write, but not
/// everything that browsers accept: comments and raw text (`<script>`, `<style>`, `<title>`,
/// `<textarea>`, `<template>`) are skipped, and an element ends at the end tag that balances its
/// start tag.
struct HTMLElementScanner {
  struct Element {
    let html: String
    /// Whether it has the attribute `hidden` or `aria-hidden="true"`.
    let isHidden: Bool
  }

  let tags: [HTMLTag]
  private let html: [UInt8]

  init(_ html: [UInt8]) {
    self.html = html
    var scanner = HTMLTagScanner(html)
    var tags: [HTMLTag] = []
    while let tag = scanner.next() { tags.append(tag) }
    self.tags = tags
  }

  /// Returns the source of a tag.
  func text(of tag: HTMLTag) -> String {
    String(decoding: html[tag.start..<tag.end], as: UTF8.self)
  }

  func elements(ofClass name: String) -> [Element] {
    tags.indices.filter { !tags[$0].isEnd && classes(of: tags[$0]).contains(name) }.map { index in
      Element(
        html: String(decoding: html[tags[index].end..<endOfElement(index)], as: UTF8.self),
        isHidden: tags[index].attributes["hidden"] != nil
          || tags[index].attributes["aria-hidden"] == "true")
    }
  }

  private func classes(of tag: HTMLTag) -> [String] {
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
