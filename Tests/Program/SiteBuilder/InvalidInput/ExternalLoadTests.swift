import Testing

/// Themes whose pages would load something from another host or contain inline code or style.
@Suite struct ExternalLoadTests {
  @Test(arguments: cases)
  func reportsExactly(_ invalid: InvalidInputCase) throws { try invalid.check() }

  private static func head(_ html: String) -> Change {
    .theme("{{$head}}{{/head}}", by: "{{$head}}{{/head}}\n\(html)", in: "layout.mustache")
  }

  private static func main(_ html: String) -> Change {
    .theme("<h1>{{title}}</h1>", by: "<h1>{{title}}</h1>\n\(html)", in: "page.mustache")
  }

  private static func foreign(_ url: String, at location: String) -> String {
    "templates/\(location): error: this loads '\(url)' from another host, which is not allowed; "
      + "put the file in templates/assets/ and refer to it as in '{{assets.forum.css}}'"
  }

  private static func inline(_ what: String, at location: String) -> String {
    "templates/\(location): error: '\(what)' is code or style inside the page, which browsers "
      + "block here (content security policy); move it to a file in templates/assets/"
  }

  private static let line = "page.mustache:5"

  static let cases = [
    InvalidInputCase(
      "a script of another host", main("<script src=\"https://cdn.example.org/a.js\"></script>"),
      expecting: foreign("https://cdn.example.org/a.js", at: "\(line):14")),
    InvalidInputCase(
      "a picture without a scheme", main("<img alt=\"\" src=//cdn.example.org/a.png>"),
      expecting: foreign("//cdn.example.org/a.png", at: "\(line):17")),
    InvalidInputCase(
      "white space around an attribute's equals sign",
      main("<img alt=\"\" src = \"https://cdn.example.org/a.png\">"),
      expecting: foreign("https://cdn.example.org/a.png", at: "\(line):20")),
    InvalidInputCase(
      "a picture with a backslash", main("<img alt=\"\" src=\"/\\cdn.example.org/a.png\">"),
      expecting: foreign("/\\cdn.example.org/a.png", at: "\(line):18")),
    InvalidInputCase(
      "one picture of a set",
      main("<img alt=\"\" src=\"/a.png\" srcset=\"/b.png 2x, http://x.example.org/c.png 3x\">"),
      expecting: foreign("http://x.example.org/c.png", at: "\(line):45")),
    InvalidInputCase(
      "a data URL", main("<img alt=\"\" src=\"data:image/gif;base64,R0lG\">"),
      expecting: foreign("data:image/gif;base64,R0lG", at: "\(line):18")),
    InvalidInputCase(
      "a form that another host answers",
      main("<form action=\"https://search.example.org/\"></form>"),
      expecting: foreign("https://search.example.org/", at: "\(line):15")),
    InvalidInputCase(
      "a frame in a section",
      main("{{#description}}<iframe src=\"https://x.example.org/\"></iframe>{{/description}}"),
      expecting: foreign("https://x.example.org/", at: "\(line):30")),
    InvalidInputCase(
      "a picture from an address of forum.yml",
      main("<img alt=\"\" src=\"{{helpline.callback_url}}\">"),
      expecting:
        "templates/page.mustache:1:1: error: this template loads a file from an address in the "
        + "content, which may be on another host; use a link ('<a href>') instead"),
    InvalidInputCase(
      "a script in the page", main("<script>count()</script>"),
      expecting: inline("<script>", at: "\(line):1")),
    InvalidInputCase(
      "an event handler attribute", main("<p onclick=\"count()\">x</p>"),
      expecting: inline("onclick=", at: "\(line):4")),
    InvalidInputCase(
      "style in the page", main("<p style=\"color: red\">x</p>"),
      expecting: inline("style=", at: "\(line):4")),
    InvalidInputCase(
      "another host's font in a style sheet",
      .putIntoTheme(
        "@import 'more.css';\np { background: url( \"https://x.example.org/p.png\" ) }\n",
        at: "assets/print.css"),
      expecting: """
        templates/assets/print.css:1:10: error: the theme has no file 'assets/more.css'; did you \
        mean 'assets/forum.css'?
        templates/assets/print.css:2:23: error: this loads 'https://x.example.org/p.png' from \
        another host, which is not allowed; put the file in templates/assets/
        """),
    InvalidInputCase(
      "an asset that is not there", head("<link rel=\"stylesheet\" href=\"{{assets.print.css}}\">"),
      expecting:
        "templates/layout.mustache:29:32: error: unknown name 'print' in 'assets' of the "
        + "page 'home'"),
  ]
}
