import Markdown
import Testing

/// Posts that try to run a script in the reader's browser.
@Suite struct AttackTests {
  static let attacks: [String] = [
    "<script>alert(1)</script>", "a <script src=//e.org></script>", "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>", "<img src=x onerror=alert(1)>", "a <img src=x onerror=alert(1)> b",
    "<iframe src=\"javascript:alert(1)\">", "<a href=\"javascript:alert(1)\">x</a>",
    "<body onload=alert(1)>",
    "<style>*{x:expression(1)}</style>", "<!--<img src=x onerror=alert(1)>-->",
    "<!--> <script>1</script> -->",
    "<![CDATA[<script>1</script>]]>", "<?x <script>1</script> ?>", "<!X <script>1</script>>",
    "</p><script>1</script>",
    "<div\n\n><script>1</script>", "<b\nonclick=alert(1)>x</b>", "&lt;script&gt;1&lt;/script&gt;",
    "\\<script>1</script>",
    "&#60;script&#62;1", "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](javascript&#58;alert(1))", "[a](&#106;avascript:alert(1))",
    "[a](java&#10;script:alert(1))",
    "[a](java&Tab;script:alert(1))", "[a](<java\tscript:alert(1)>)", "[a](<  javascript:alert(1)>)",
    "[a](&#1;javascript:alert(1))", "[a](\u{1}javascript:alert(1))", "[a](javascript\\:alert(1))",
    "[a](vbscript:x)",
    "[a](data:text/html,<script>1</script>)", "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "![a](data:image/svg+xml,<svg onload=1>)",
    "![a](javascript:1)", "<javascript:alert(1)>", "<JAVASCRIPT:alert(1)>", "<data:text/html,1>",
    "<vbscript:x>",
    "[a]\n\n[a]: javascript:alert(1)", "[a][]\n\n[a]: <javascript:alert(1)> 'x'",
    "![a]\n\n[a]: data:x", "[a](//e.org)", "[a](\\\\e.org)",
    "[a](/x\"onclick=\"alert(1))", "[a](</x\"onclick=\"alert(1)>)",
    "[a](/x '\" onclick=\"alert(1)')", "[a](/x \"' onclick='alert(1)\")",
    "[a](/x (\"><script>1</script>))", "![\"onerror=\"alert(1)](x.png)",
    "![a](x.png '\"onerror=\"alert(1)')", "![<script>1</script>](x.png)",
    "![a](x\"onerror=\"alert(1).png)", "```\"onclick=\"alert(1)\nx\n```",
    "```\"><script>1</script>\nx\n```", "~~~ </code><script>\n</code></pre><script>1</script>\n~~~",
    "`</code><script>1</script>`", "    </pre><script>1</script>",
    "[a [b](javascript:1)](javascript:2)", "[![a](javascript:1)](javascript:2)",
    "[![a](http://e.org/\"x\")](/b)", "![![a](javascript:1)](javascript:2)", "[<b>](javascript:1)",
    "[`</a>`](/x)", "@\"<script>1</script>\"", "@\"Wren\" onclick=\"1",
    "@Wren<script>1</script>", "@<img src=x>", "@Wren\"><script>",
    "http://e.org/\"><script>1</script>", "http://e.org/'onclick='1", "www.e.org/\"onclick=\"1\"",
    "http://e.org/<script>1</script>", "http://e.org/`<script>`", "javascript:alert(1)",
    "javascript://e.org/%0aalert(1)", "# <script>1</script>",
    "> <script>1</script>", "- <script>1</script>", "<script>\n\n</script>\n<script>1</script>",
    "*<b*onclick=1>", "[a](<b)c>", "[a](http://e.org/\u{E}\u{F}_\"_)",
    "http://e.org/_<_\">_*<*", "a\u{0}<script>1</script>", "<scr\u{0}ipt>1</scr\u{0}ipt>",
    "\u{FEFF}<script>1</script>", "<a\u{C}href=javascript:1>", "[a](javascript:1 'b') [c](/d 'e')",
    String(repeating: "> ", count: 150) + "<script>1</script>",
    String(repeating: "- ", count: 150) + "[a](javascript:1)",
    String(repeating: "- ", count: 3000) + "<script>1</script>"
      + String(repeating: "\n", count: 9000),
  ]

  static let allowed: [String: Set<String>] = [
    "p": [], "em": [], "strong": [], "code": ["class"], "pre": [], "blockquote": [], "ul": [],
    "ol": ["start"], "li": [],
    "h3": [], "h4": [], "h5": [], "h6": [], "hr": [], "br": [],
    "a": ["href", "rel", "title", "class"],
    "img": ["src", "alt", "title", "loading"],
  ]

  @Test(arguments: attacks)
  func outputContainsOnlyAllowedTags(_ attack: String) throws {
    let tags = try tags(of: html(attack, .forum))
    for tag in tags {
      let attributes = try #require(Self.allowed[tag.name], "<\(tag.name)>")
      for attribute in tag.attributes {
        #expect(attributes.contains(attribute.name), "\(tag.name) \(attribute.name)")
      }
    }
    #expect(firstUnbalanced(tags) == nil)
  }

  @Test(arguments: attacks)
  func destinationsComeOnlyFromTheRules(_ attack: String) throws {
    var rules = MarkdownRules.forum
    rules.link = { $0.isImage ? .image(src: "/image") : .link(href: "/link", rel: nil) }
    rules.mention = {
      MentionRendering(byteCount: $0.possibleLengths[0], name: "N", href: "/mention")
    }
    for tag in try tags(of: html(attack, rules)) {
      for attribute in tag.attributes where ["href", "src"].contains(attribute.name) {
        #expect(["/image", "/link", "/mention"].contains(attribute.value))
      }
    }
  }

  @Test(arguments: attacks)
  func forumRulesAllowNoScriptScheme(_ attack: String) throws {
    for tag in try tags(of: html(attack, .forum)) {
      for attribute in tag.attributes where ["href", "src"].contains(attribute.name) {
        let scheme = attribute.value.lowercased().prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        #expect(
          !scheme.contains(":") || ["http:", "https:"].contains(scheme)
            || scheme.hasPrefix("mailto:"))
        #expect(!attribute.value.hasPrefix("//"))
      }
    }
  }

  @Test func tokenizerDetectsUnsafeHTML() throws {
    #expect(try tags(of: "<p>a</p><img src=\"x\" alt=\"\">").map(\.name) == ["p", "p", "img"])
    #expect(throws: MalformedHTMLError.self) { try tags(of: "<img src=x onerror=y>") }
    #expect(throws: MalformedHTMLError.self) { try tags(of: "a < b") }
    #expect(firstUnbalanced(try tags(of: "<p><em></p></em>")) == "p")
    #expect(firstUnbalanced(try tags(of: "<p>")) == "p")
  }
}
