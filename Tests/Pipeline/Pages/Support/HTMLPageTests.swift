import Testing

/// Checks that the helpers `HTMLPage` and `PageRules` detect violations.
@Suite struct HTMLPageTests {
  private let rules = PageRules(site: "https://e.org")

  private func page(_ inner: String, head: String = "") -> String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><title>t</title>\(head)</head><body><h1>t</h1>\(inner)
    <aside class="helpline"><a href="tel:1">1</a></aside>
    <section class="disclaimer">Ask your team</section></body></html>
    """
  }

  @Test func aValidPageHasNoViolations() {
    #expect(rules.violations(of: page("<p>a &amp; b <br />c <a href=\"/x/#y\">d</a></p>")) == [])
  }

  @Test func characterReferencesAreDecoded() throws {
    let page = try HTMLPage(page("<p class=\"a b\">&lt;&#39;&quot;&amp;amp;</p>"))
    #expect(page.elements(ofClass: "b").map(\.text) == ["<'\"&amp;"])
  }

  @Test(arguments: [
    "<p>a", "</p>", "<p><em></p></em>", "<p>a < b</p>", "<p>a & b</p>", "<p>&nbsp;</p>",
    "<p class=a></p>", "<p class='a'></p>", "<p title></p>", "<p class=\"a></p>",
    "<p id=\"a\" id=\"b\"></p>", "<!-- a -->", "<P></P>", "<p\nid=\"a\"></p>", "\0",
    "<a href=\"<\"></a>", "<![CDATA[a]]>", "<?x?>",
  ])
  func invalidHTMLIsMalformed(_ inner: String) {
    #expect(throws: HTMLPage.Malformed.self) { try HTMLPage(page(inner)) }
  }

  @Test(arguments: [
    "<svg></svg>", "<style>a</style>", "<script>a</script>", "<iframe src=\"/a\"></iframe>",
    "<script type=\"application/ld+json\">{</script>",
    "<script type=\"application/ld+json\">{\"a\":\"<\"}</script>", "<base href=\"/\"></base>",
    "<p onclick=\"a\"></p>", "<p style=\"a\"></p>", "<a href=\"javascript:a\">a</a>",
    "<a href=\"//e.org\">a</a>", "<a href=\"/\\e.org\">a</a>", "<a href=\"/&#39; a\">a</a>",
    "<a>a</a>", "<img src=\"https://e.org/a.png\" alt=\"\">", "<img src=\"a.png\" alt=\"\">",
    "<p hidden>a</p>", "<script defer src=\"https://e.org/a.js\"></script>",
    "<script defer src=\"/static/a.js\"></script>", "<script src=\"/assets/a.js\"></script>",
    "<script defer src=\"/assets/a.js\">a</script>",
    "<h1>a</h1>", "<p class=\"x disclaimer\">a</p>", "<p class=\"helpline\">a</p>",
    "<p id=\"a\"></p><p id=\"a\"></p>",
  ])
  func forbiddenElementsOfABodyAreViolations(_ inner: String) {
    #expect(rules.violations(of: page(inner)) != [])
  }

  @Test(arguments: [
    "<link rel=\"stylesheet\" href=\"https://e.org/a.css\">", "<link rel=\"icon\" href=\"//a\">",
    "<link rel=\"canonical\" href=\"https://evil.example/\">",
    "<link rel=\"canonical\" href=\"https://e.org.evil.example/\">",
    "<meta http-equiv=\"refresh\" content=\"0; url=https://e.org/\">",
    "<meta http-equiv=\"refresh\" content=\"0; url=/a&#39;b\">",
    "<meta http-equiv=\"set-cookie\" content=\"a\">", "<title>u</title>",
  ])
  func forbiddenElementsOfAHeadAreViolations(_ head: String) {
    #expect(rules.violations(of: page("", head: head)) != [])
  }
}
