import Diagnostics
import TestSupport
import Testing

@testable import Content

@Suite struct SlugTests {
  @Test(arguments: ["a", "a-b", "2022", "-", "a--b", String(repeating: "a", count: 200)])
  func slugsAreAccepted(text: String) {
    #expect(Slug(text)?.description == text)
  }

  @Test(arguments: [
    "", "A", "a b", "a_b", "a.b", "a/b", "é", "..", ".", "a\u{0}", "%61", "a\n", "ａ", "~a",
    String(repeating: "a", count: 201),
  ]) func otherTextsAreNotSlugs(text: String) {
    #expect(Slug(text) == nil)
  }

  @Test(arguments: [
    ("Drains", "drains"), ("Été à Łódź", "ete-a-odz"), ("a  b__c..d", "a-b-c-d"), ("--a--", "a"),
    ("Über uns", "uber-uns"), ("ﬁne ½", "fine-1-2"), ("Results: what now?", "results-what-now"),
    ("2022.05", "2022-05"), ("İstanbul", "istanbul"), ("naïve café", "naive-cafe"),
    ("x/../y", "x-y"),
    ("e\u{301}", "e"), ("ＡＢ", "ab"),
  ]) func namesSuggestSlugs(name: String, expected: String) {
    #expect(Slug.suggested(for: name) == expected)
  }

  @Test(arguments: ["", "---", "語", "???", "💕", "\u{0}"]) func someNamesSuggestNothing(name: String)
  {
    #expect(Slug.suggested(for: name) == nil)
  }

  @Test func suggestionsAreSlugs() {
    var random = SplitMix64(seed: 8)
    for _ in 0..<2000 {
      let pieces = [
        "a", "Z", "é", "-", " ", "ß", "ŉ", "Ǆ", "½", "語", "💕", "_", "1", "\u{130}", "'",
      ]
      let name = random.text(of: pieces, count: 0...250)
      guard let slug = Slug.suggested(for: name) else { continue }
      #expect(Slug(slug) != nil && slug.first != "-" && slug.last != "-", "\(name) \(slug)")
    }
  }

  @Test func slugsSortByTheirBytes() {
    let slugs = ["b", "a-b", "a", "10", "2"].compactMap { Slug($0) }.sorted()
    #expect(slugs.map(\.description) == ["10", "2", "a", "a-b", "b"])
  }
}

@Suite struct BaseURLTests {
  @Test(arguments: [
    ("https://example.org", "https://example.org", "example.org", ""),
    ("https://example.org/", "https://example.org", "example.org", ""),
    ("HTTPS://Example.ORG/Forum/", "https://example.org", "example.org", "/Forum"),
    ("http://localhost:8080", "http://localhost:8080", "localhost:8080", ""),
    ("https://example.org/a/b-c_d.e~f", "https://example.org", "example.org", "/a/b-c_d.e~f"),
    (
      "https://xn--bcher-kva.example//", "https://xn--bcher-kva.example", "xn--bcher-kva.example",
      ""
    ),
    ("http://127.0.0.1:1/x", "http://127.0.0.1:1", "127.0.0.1:1", "/x"),
  ]) func urlsAreSplitIntoParts(text: String, origin: String, host: String, path: String) {
    let url = BaseURL(text)
    #expect(url?.origin == origin)
    #expect(url?.host == host)
    #expect(url?.path == path)
  }

  @Test(arguments: [
    "", "example.org", "//example.org", "https://", "https:///x", "https:example.org",
    "ftp://example.org",
    "https://example.org/?a", "https://example.org#a", "https://user@example.org",
    "https://exa mple.org",
    "https://example.org/a b", "https://example.org/a//b", "https://example.org/../x",
    "https://example.org/.",
    "https://example.org/%61", "https://bücher.example", "https://example.org/é", "https://:80",
    "https://a:b",
    "https://a:", "https://a:1:2", "https://a:99999999", "https://.", "https://a..b", "https://.a",
    "https://-",
    "https://example.org\\x", "https://[::1]/", "javascript:https://x", " https://example.org",
    "https://example.org/\u{301}",
  ]) func otherTextsAreNil(text: String) {
    #expect(BaseURL(text) == nil, "\(String(describing: BaseURL(text)))")
  }
}

@Suite struct FileSlugTests {
  private func read(_ path: String, _ key: String?) -> (slug: String?, report: String) {
    let text = "---\nslug: \(key ?? "")\n"
    var collector = DiagnosticCollector(SourceText(file: path, bytes: Array(text.utf8)))
    let scalar = key.map { LocatedText(text: $0, offset: 10) }
    let slug = fileSlug(path, key: scalar, &collector)
    return (
      slug?.description,
      DiagnosticReport(collector.diagnostics).formatted(as: .text(terminal: false))
    )
  }

  @Test func theKeyHasPrecedenceOverTheFileName() {
    #expect(read("boards/a/b.md", nil).slug == "b")
    #expect(read("boards/a/B.md", "c").slug == "c")
    #expect(read("boards/a/b.md", "C").slug == nil)
    #expect(read("a.b.md", nil).slug == nil)
  }

  @Test func theErrorSuggestsASlug() {
    #expect(
      read("b/A Long Wait.md", nil).report
        == "b/A Long Wait.md:1:1: error: the file name 'A Long Wait' cannot be part of an address; "
        + "rename the file with lower-case letters, digits and '-' only, or add 'slug: "
        + "a-long-wait'\n")
    #expect(
      read("b/a.md", "A B").report
        == "b/a.md:2:7: error: 'A B' cannot be part of an address; use only lower-case letters, "
        + "digits and '-'; did you mean 'a-b'?\n")
  }
}
