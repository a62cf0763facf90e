import Testing

@testable import SafeHTML

@Suite struct SafeHTMLTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("", ""),
    ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
    (#"" onload="x"#, "&quot; onload=&quot;x"),
    ("a & b &amp; c", "a &amp; b &amp;amp; c"),
    ("nul\0byte", "nul\u{FFFD}byte"),
    ("naïve 💕 <3", "naïve 💕 &lt;3"),
  ])
  func escapesSpecialCharacters(text: String, expected: String) {
    #expect(String(decoding: SafeHTML(escaping: text).bytes, as: UTF8.self) == expected)
  }
}
