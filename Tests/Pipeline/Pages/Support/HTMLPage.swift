/// A page parsed more strictly than by a browser: tags are balanced, attributes are quoted (except
/// `async`, `defer` and `hidden`), every `&` begins one of the references that our escaping writes,
/// and there are no comments.
struct HTMLPage {
  final class Element {
    let name: String
    let attributes: [(name: String, value: String)]
    fileprivate(set) var children: [Node] = []

    init(_ name: String, _ attributes: [(name: String, value: String)]) {
      self.name = name
      self.attributes = attributes
    }
  }

  enum Node {
    case text(String)
    case element(Element)
  }

  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  let root: Element

  init(_ html: String) throws(Malformed) {
    var reader = HTMLReader(html)
    root = try reader.document()
  }

  /// All elements, in the order of their start tags.
  var elements: [Element] { root.elements }

  func elements(ofClass name: String) -> [Element] {
    elements.filter { $0.classes.contains(name) }
  }
}

extension HTMLPage.Element {
  subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  var classes: [String] {
    (self["class"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// This element and its descendants, in document order.
  var elements: [HTMLPage.Element] {
    var found = [self]
    for case .element(let child) in children { found += child.elements }
    return found
  }

  /// The text of all descendants, with character references decoded.
  var text: String {
    children.map {
      switch $0 {
      case .text(let text): text
      case .element(let element): element.text
      }
    }.joined()
  }

  func elements(ofClass name: String) -> [HTMLPage.Element] {
    elements.filter { $0.classes.contains(name) }
  }

  func elements(named name: String) -> [HTMLPage.Element] { elements.filter { $0.name == name } }
}

private let ampersand = UInt8(ascii: "&")
private let lessThan = UInt8(ascii: "<")

private struct HTMLReader {
  private static let voidElements: Set<String> = ["meta", "link", "br", "hr", "img", "input"]
  private static let references = [
    "amp;": "&", "lt;": "<", "gt;": ">", "quot;": "\"", "#39;": "'", "#x27;": "'",
  ]

  private var rest: ArraySlice<UInt8>

  init(_ html: String) {
    rest = Array(html.utf8)[...]
  }

  mutating func document() throws(HTMLPage.Malformed) -> HTMLPage.Element {
    guard consume("<!DOCTYPE html>\n") else { throw malformed("no doctype") }
    let document = HTMLPage.Element("", [])
    try children(of: document)
    guard rest.isEmpty else { throw malformed("an end tag too many") }
    return document
  }

  private mutating func children(of parent: HTMLPage.Element) throws(HTMLPage.Malformed) {
    while true {
      let text = try text(until: lessThan)
      if !text.isEmpty { parent.children.append(.text(text)) }
      if rest.isEmpty || rest.starts(with: "</".utf8) { return }
      parent.children.append(.element(try element()))
    }
  }

  private mutating func element() throws(HTMLPage.Malformed) -> HTMLPage.Element {
    rest.removeFirst()
    let name = readName()
    guard !name.isEmpty else { throw malformed("a < that begins no tag") }
    let element = HTMLPage.Element(name, try attributes())
    guard consume(">") else { throw malformed("<\(name)> does not end") }
    if Self.voidElements.contains(name) { return element }
    switch name {
    case "script", "style", "title", "textarea": element.children = [.text(try rawText(name))]
    default: try children(of: element)
    }
    guard consume("</\(name)>") else { throw malformed("<\(name)> is not closed") }
    return element
  }

  private mutating func attributes() throws(HTMLPage.Malformed) -> [(name: String, value: String)] {
    var attributes: [(name: String, value: String)] = []
    while consume(" ") {
      if consume("/") { break }
      let name = readName()
      if ["async", "defer", "hidden"].contains(name), !rest.starts(with: "=".utf8) {
        attributes.append((name, ""))
        continue
      }
      guard !name.isEmpty, consume("=\"") else { throw malformed("an attribute without quotes") }
      attributes.append((name, try text(until: UInt8(ascii: "\""))))
      guard consume("\"") else { throw malformed("\(name)=\" does not end") }
    }
    guard Set(attributes.map(\.name)).count == attributes.count else {
      throw malformed("an attribute twice")
    }
    return attributes
  }

  /// Returns the content of a script unchanged, and that of other elements with character
  /// references decoded.
  private mutating func rawText(_ name: String) throws(HTMLPage.Malformed) -> String {
    guard let end = rest.firstRange(of: Array("</".utf8))?.lowerBound else {
      throw malformed("<\(name)> does not end")
    }
    guard name == "script" else { return try text(until: lessThan) }
    defer { rest = rest[end...] }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  private mutating func text(until end: UInt8) throws(HTMLPage.Malformed) -> String {
    var bytes: [UInt8] = []
    while let byte = rest.first, byte != end {
      switch byte {
      case ampersand: bytes += try reference()
      case 0, lessThan: throw malformed("a raw \(byte)")
      default:
        let clean = rest.prefix { $0 != end && $0 != ampersand && $0 != lessThan && $0 != 0 }
        bytes += clean
        rest = rest[clean.endIndex...]
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw malformed("no UTF-8") }
    return text
  }

  private mutating func reference() throws(HTMLPage.Malformed) -> [UInt8] {
    for (name, text) in Self.references where consume("&\(name)") { return Array(text.utf8) }
    throw malformed("a raw &")
  }

  private mutating func readName() -> String {
    let name = rest.prefix {
      (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
    }
    rest = rest[name.endIndex...]
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func consume(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  private func malformed(_ what: String) -> HTMLPage.Malformed {
    HTMLPage.Malformed(
      description: "\(what), before: \(String(decoding: rest.prefix(200), as: UTF8.self))")
  }
}
