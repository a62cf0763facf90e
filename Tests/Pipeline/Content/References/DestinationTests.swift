import Testing

@testable import Content

@Suite struct DestinationTests {
  private func read(_ text: String, _ url: String = "https://community.example.org") throws
    -> String
  {
    switch Destination(text, site: try #require(BaseURL(url))) {
    case .external(let url): return "external \(url)"
    case .contact(let url): return "contact \(url)"
    case .empty: return "empty"
    case .disallowed: return "disallowed"
    case .local(let target):
      let query = target.query.map { "?\($0)" } ?? ""
      return "\(target.base) \(target.path)\(query)" + (target.fragment.map { "#\($0)" } ?? "")
    }
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "java\nscript:alert(1)", "\u{1}javascript:alert(1)", "javascript:", "vbscript:x",
    "data:text/html,x",
    "DATA:text/html;base64,eA==", "blob:x", "file:///etc/passwd", "ftp://example.org/",
    "about:blank",
    "view-source:https://x", "intent://x", "C:\\x", "c:x", "x-y+z.1:a", "//evil.example",
    "///evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example", " //evil.example",
    "  /\\evil.example", "/\t/evil.example", "a\u{0}b", "a\u{7F}b", "a\rb", "boards/%00",
    "boards/%0A",
    "boards/%7f", "boards/%ff", "%C3%28", "%ed%a0%80", "sms:1", "urn:isbn:1", "feed:https://x",
    "https://community.example.org/%0d%0aX", "tel\t:1", "mailto:a@b\nBcc: c",
  ]) func disallowedDestinations(text: String) throws {
    #expect(try read(text) == "disallowed", "\(text.debugDescription)")
  }

  @Test(arguments: [
    "https://example.org", "http://example.org/a?b#c", "HTTPS://EXAMPLE.ORG/", "https://",
    "https://community.example.org.evil.example/", "https://community.example.orgx/",
    "https://community.example.org@evil.example/", "https://evil.example/community.example.org",
    "https://evil.example/?u=https://community.example.org/", "https://xcommunity.example.org/",
    "https://community.example.org:8443/x", "https:?://community.example.org/",
    "http:x://community.example.org/y",
    "https://evil.example#://community.example.org/", "https:\\\\community.example.org/",
    "https:/x", "http:x",
  ]) func externalDestinations(text: String) throws {
    #expect(try read(text) == "external \(text)")
  }

  @Test(arguments: [
    "mailto:a@example.org", "MAILTO:a@example.org", "tel:+44123", "Tel:999", "tel:",
    "mailto:?subject=x",
  ])
  func contactDestinations(text: String) throws {
    #expect(try read(text) == "contact \(text)")
  }

  @Test(arguments: [
    ("drains.md", "file drains.md"), ("../surgery/drains.md", "file ../surgery/drains.md"),
    ("./a", "file ./a"), ("#post-3", "file #post-3"), ("?q=1", "file ?q=1"), ("#", "file #"),
    ("?", "file ?"),
    ("a?b?c#d#e?f", "file a?b?c#d#e?f"), ("a#b?c", "file a#b?c"), ("/boards/a/", "root /boards/a/"),
    ("/", "root /"),
    ("/static/x%20y.png", "root /static/x y.png"), ("%C3%A9.md", "file é.md"),
    ("%c3%a9.md", "file é.md"),
    ("a%2Fb", "file a/b"), ("%2e%2e/x", "file ../x"), ("100%", "file 100%"), ("%zz", "file %zz"),
    ("%2", "file %2"),
    ("%252e", "file %2e"), ("a%23b", "file a#b"), ("a%3Fb", "file a?b"), ("/a//b", "root /a//b"),
    ("drains.md#\u{301}x", "file drains.md#\u{301}x"), ("1a:b", "file 1a:b"), (":a", "file :a"),
    ("a/b:c", "file a/b:c"),
    ("é:x", "file é:x"), ("www.example.org", "file www.example.org"),
    ("\u{A0}javascript:x", "file \u{A0}javascript:x"),
    ("https://community.example.org", "site /"), ("https://community.example.org/", "site /"),
    ("http://community.example.org/boards/a/", "site /boards/a/"),
    ("HTTPS://Community.Example.ORG/x", "site /x"),
    ("https://community.example.org?q", "site /?q"),
    ("https://community.example.org#x", "site /#x"),
    (" https://community.example.org/x", "site /x"),
    ("https://community.example.org/a%20b", "site /a b"),
    ("https://community.example.org/\u{301}x", "site /\u{301}x"),
  ]) func localDestinations(text: String, expected: String) throws {
    let read = try read(text)
    #expect(Array(read.unicodeScalars) == Array(expected.unicodeScalars), "\(read)")
  }

  @Test func anEmptyDestinationIsEmpty() throws {
    #expect(try read("") == "empty")
  }

  @Test(arguments: [
    ("https://example.org/forum", "site /"), ("https://example.org/forum/", "site /"),
    ("https://example.org/forum/boards/", "site /boards/"),
    ("https://example.org/forum?x", "site /?x"),
    ("https://example.org/forum#x", "site /#x"), ("https://EXAMPLE.org/forum/x", "site /x"),
    ("https://example.org/", "external https://example.org/"),
    ("https://example.org/forums/", "external https://example.org/forums/"),
    ("https://example.org/Forum/", "external https://example.org/Forum/"),
    ("https://example.org/forumx", "external https://example.org/forumx"),
    ("https://example.org", "external https://example.org"), ("/forum/x", "root /forum/x"),
  ]) func destinationsBelowTheForumsPathAreLocal(text: String, expected: String) throws {
    #expect(try read(text, "https://example.org/forum") == expected)
  }

  @Test func aPortIsPartOfTheHost() throws {
    #expect(try read("http://localhost:8080/x", "http://localhost:8080") == "site /x")
    #expect(try read("http://localhost:80801/x", "http://localhost:8080").hasPrefix("external"))
    #expect(try read("http://localhost/x", "http://localhost:8080").hasPrefix("external"))
  }
}
