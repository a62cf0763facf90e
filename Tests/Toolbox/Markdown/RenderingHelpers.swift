import CMark
import Markdown
import Testing

func html(_ source: String, _ rules: MarkdownRules) -> String {
  html(Array(source.utf8), rules)
}

func html(_ source: [UInt8], _ rules: MarkdownRules) -> String {
  var html: [UInt8] = []
  MarkdownRenderer().render(source[...], rules, into: &html)
  return String(decoding: html, as: UTF8.self)
}

func plainText(_ source: String, _ rules: MarkdownRules) -> String {
  var text: [UInt8] = []
  MarkdownRenderer().appendPlainText(of: Array(source.utf8)[...], rules, to: &text)
  return String(decoding: text, as: UTF8.self)
}

/// Returns the HTML of libcmark's own renderer without the empty titles that it writes, because
/// this module omits these.
func htmlByCMark(_ source: [UInt8]) -> String {
  let bytes = source.isEmpty ? [0x0A] : source
  let options = CMARK_OPT_UNSAFE | CMARK_OPT_VALIDATE_UTF8
  let root = bytes.withUnsafeBytes { cmark_parse_document($0.baseAddress, $0.count, options) }
  defer { cmark_node_free(root) }
  guard let html = cmark_render_html(root, options) else { return "" }
  defer { html.deallocate() }
  return replacing(" title=\"\"", in: String(cString: html), with: "")
}

func replacing(_ part: String, in text: String, with other: String) -> String {
  var rest = Array(text.utf8)[...]
  var result: [UInt8] = []
  let part = Array(part.utf8)
  while !rest.isEmpty {
    if rest.starts(with: part) {
      result += Array(other.utf8)
      rest = rest.dropFirst(part.count)
    } else {
      result.append(rest.removeFirst())
    }
  }
  return String(decoding: result, as: UTF8.self)
}

/// Markdown and its expected HTML.
struct MarkdownExample: Sendable, CustomTestStringConvertible {
  let source: String
  let expected: String

  init(_ source: String, _ expected: String) {
    self.source = source
    self.expected = expected
  }

  var testDescription: String { String(source.prefix(60)) }
}
