package import TestSupport

extension SplitMix64 {
  /// Returns a random thread file that has most kinds of content, including errors.
  package mutating func thread() -> String {
    let first = [
      "tags: [lymph nodes, é]\n", "status: closed\n", "pinned: true\n", "draft: true\n",
      "slug: another-\(Int.random(in: 0..<99, using: &self))\n", "aliases: [old/a, old/b]\n", "",
    ]
    var text = "---\ntitle: Ünder \(Int.random(in: 0..<99, using: &self))\n" + block(first)
    for _ in 0..<Int.random(in: 0...9, using: &self) {
      text += "---\n" + block(["subject: Re\n", "accepted: false\n", ""])
    }
    return text
  }

  private mutating func block(_ more: [String]) -> String {
    let date = "20\(Int.random(in: 10...25, using: &self))-05-31"
    let common = [
      "content_note: loss\n", "removed: spam\n", "reviewed: 2025-01-01\n", "",
      "edited: 2025-01-01T10:00\n",
    ]
    let author = text(of: ["Wren", "Zoë Slightly Windswept", "💕"], count: 1...1)
    let body = text(
      of: [
        "@Wren, ", "@\"Jo Smith\" ", "[a](../b/c.md#post-2) ", "![i](/static/i.png?x) ",
        "[j](javascript:x) ", "[e]() ", "plain ", "https://community.example.org/forum/x ", "\n\n",
      ], count: 0...5)
    return
      "author: \(author)\ndate: \(date)\(text(of: ["", "T10:00", "T10:00:01Z"], count: 1...1))\n"
      + text(of: common, count: 1...1) + text(of: more, count: 1...1) + "---\n\nx \(body)\n\n"
  }
}
