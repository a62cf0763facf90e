import Testing

/// Posts of about 60 kB that try to make parsing or rendering slow.
@Suite struct HostilePostTests {
  private static let parts = [
    "![[]()", "[", "[a](", "> ", ">", "*a **a ", "@", "@Wren ", "@\"", "@W ", "<?", "<!--",
    "<![CDATA[", "`",
    "`` ", "_a__ ", "a_ ", "](", "![", "- ", "* * ", "1. ", "\\", "&a;", "&", "<", "<a ", "www.",
    "http://",
    "https://a.b/ ", "[a](t.md) ", "![a](/static/x.png) ", "# ", "a\n=\n", "\n", "\t",
    "[a]: t.md\n\n",
    "[a][b]", "---\n",
    "--- \nx\n",
    "{{{", "{count}", "Marmalade ", "marmalade jane ", "\u{301}", "\u{A0}", "山",
  ]

  private static let size = 60_000

  private static func body(_ part: String) -> String {
    String(repeating: part, count: size / part.utf8.count)
  }

  /// Builds all posts as one community. The time limit is for the whole community, in a debug build
  /// on a busy machine.
  @Test func arePublishedWithinSeconds() throws {
    var files = [
      "boards/b/t.md": thread(), "static/x.png": "x",
      "members.yml": "[{name: Marmalade Jane, former: true}, {name: Rose, former: true}]",
    ]
    for (index, part) in Self.parts.enumerated() {
      files["boards/b/x\(index).md"] = thread(body: "a " + Self.body(part) + " z")
    }
    let community = try Community(files)
    let start = ContinuousClock.now
    let site = try community.build()
    let seconds = ContinuousClock.now - start
    #expect(seconds < .seconds(4 * Self.parts.count), "\(seconds)")
    #expect(site.errors.isEmpty, "\(site.errors.prefix(3))")
    #expect(site.pages.count > Self.parts.count)
  }
}
