import Foundation
import FoundationXML

/// An XML document parsed by libxml2, which rejects input that is not well-formed.
final class XMLTree: NSObject, XMLParserDelegate {
  final class Element {
    let name: String
    let namespace: String
    let attributes: [String: String]
    fileprivate(set) var children: [Element] = []
    /// The text of the element, without that of its children.
    fileprivate(set) var text = ""

    fileprivate init(_ name: String, _ namespace: String, _ attributes: [String: String]) {
      (self.name, self.namespace, self.attributes) = (name, namespace, attributes)
    }

    func all(_ name: String) -> [Element] { children.filter { $0.name == name } }

    /// Returns the text of the first child with that name.
    func text(_ name: String) -> String? { all(name).first?.text }
  }

  struct Malformed: Error {
    let reason: String
  }

  private(set) var root = Element("", "", [:])
  private var open: [Element] = []

  init(_ data: Data?) throws {
    super.init()
    open = [root]
    let parser = XMLParser(data: data ?? Data())
    parser.shouldProcessNamespaces = true
    parser.delegate = self
    guard parser.parse(), let first = root.children.first else {
      let error = parser.parserError?.localizedDescription ?? ""
      throw Malformed(reason: "\(parser.lineNumber): \(error)")
    }
    root = first
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let element = Element(name, namespaceURI ?? "", attributes)
    open.last?.children.append(element)
    open.append(element)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { open.last?.text += string }
}

/// Rules for feeds: those of RFC 4287 (Atom), and the project's own. Every feed has the disclaimer
/// as its subtitle and at most 50 entries.
struct AtomRules {
  /// The URL of the site, with its path.
  let url: String

  private var timestamp: Regex<Substring> { #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d/# }
  private static let once = ["id", "title", "updated"]

  /// Returns the violations of the rules.
  func violations(of feed: XMLTree.Element) -> [String] {
    let entries = feed.all("entry")
    var violations = (feed.name == "feed" ? [] : ["root \(feed.name)"]) + headViolations(feed)
    if feed.namespace != "http://www.w3.org/2005/Atom" { violations.append("namespace") }
    if feed.text("subtitle")?.isEmpty != false { violations.append("no disclaimer") }
    if entries.count > 50 { violations.append("\(entries.count) entries") }
    let ids = entries.compactMap { $0.text("id") }
    if Set(ids).count != ids.count { violations.append("an id twice") }
    return violations + entries.flatMap(entryViolations)
  }

  private func entryViolations(_ entry: XMLTree.Element) -> [String] {
    var violations = headViolations(entry)
    let link = entry.all("link").first { $0.attributes["rel"] == "alternate" }
    // An ID has no page number, so that it stays the same if the post moves to another page.
    let permanentURL = link?.attributes["href"]?.replacing(#//page/\d+//#, with: "/")
    if permanentURL != entry.text("id") { violations.append("no link to the post") }
    if entry.all("author").count != 1 || entry.all("author")[0].text("name")?.isEmpty != false {
      violations.append("no author")
    }
    if entry.text("published")?.wholeMatch(of: timestamp) == nil { violations.append("published") }
    return violations
  }

  private func headViolations(_ element: XMLTree.Element) -> [String] {
    var violations = Self.once.filter { element.all($0).count != 1 }
    if element.text("updated")?.wholeMatch(of: timestamp) == nil { violations.append("updated") }
    if element.text("id")?.hasPrefix("\(url)/") != true { violations.append("id") }
    for link in element.all("link")
    where link.attributes["href"]?.hasPrefix("\(url)/") != true {
      violations.append("link \(link.attributes)")
    }
    return violations
  }
}

extension BuiltSite {
  func xml(_ path: String) throws -> XMLTree.Element { try XMLTree(files[path]).root }

  var feedPaths: [String] { files.keys.filter { $0.hasSuffix("feed.xml") }.sorted() }
}
