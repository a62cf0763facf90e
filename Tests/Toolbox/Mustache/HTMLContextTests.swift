import Testing

@testable import Mustache

/// HTML contexts in which strict mode allows values.
@Suite struct HTMLContextTests {
  @Test(arguments: unsafe)
  func isAnError(source: String, expected: String) {
    #expect(diagnostics(of: [template("page", source)]) == "templates/page.mustache:\(expected)\n")
  }

  static let unsafe: [(String, String)] = [
    (
      "<script>{{title}}</script>",
      "1:11: error: 'title' stands in <script>, where escaping does not protect"
    ),
    (
      "<script>a</scriptx> {{title}}",
      "1:23: error: 'title' stands in <script>, where escaping does not protect"
    ),
    (
      "<SCRIPT defer>{{title}}</SCRIPT>",
      "1:17: error: 'title' stands in <script>, where escaping does not protect"
    ),
    (
      "<style>{{title}}</style>",
      "1:10: error: 'title' stands in <style>, where escaping does not protect"
    ),
    (
      "<script>{{{body}}}</script>",
      "1:12: error: 'body' is HTML and stands in <script>"
    ),
    (
      "<script type=\"application/ld+json\">{{title}}</script>",
      "1:38: error: 'title' stands in <script>, where escaping does not protect"
    ),
    (
      "<script type=\"module\">{{{structured_data}}}</script>",
      "1:26: error: 'structured_data' is HTML and stands in <script>"
    ),
    (
      "<!-- {{title}} -->",
      "1:8: error: 'title' stands in a comment, where escaping does not protect"
    ),
    (
      "<!-- <p> --- > {{title}}",
      "1:18: error: 'title' stands in a comment, where escaping does not protect"
    ),
    (
      "<!DOCTYPE {{title}}>",
      "1:13: error: 'title' stands in a declaration, where escaping does not protect"
    ),
    (
      "<{{title}}>",
      "1:4: error: 'title' stands in a tag's name, where escaping does not protect"
    ),
    (
      "</{{title}}>",
      "1:5: error: 'title' stands in a tag's name, where escaping does not protect"
    ),
    (
      "<h{{title}}>",
      "1:5: error: 'title' stands in a tag's name, where escaping does not protect"
    ),
    (
      "<a {{title}}>",
      "1:6: error: 'title' stands in a tag, where escaping does not protect"
    ),
    (
      "<a href={{title}}>",
      "1:11: error: 'title' stands in an attribute without quotes, where escaping does not protect"
    ),
    (
      "<a href=x{{title}}>",
      "1:12: error: 'title' stands in an attribute without quotes, where escaping does not protect"
    ),
    (
      "<a href=\"\" {{title}}=\"\">",
      "1:14: error: 'title' stands in a tag, where escaping does not protect"
    ),
    (
      "<a onclick=\"{{title}}\">",
      "1:15: error: 'title' stands in the attribute 'onclick', where escaping does not protect"
    ),
    (
      "<p style='{{title}}'>",
      "1:13: error: 'title' stands in the attribute 'style', where escaping does not protect"
    ),
    (
      "<a title=\"{{{body}}}\">",
      "1:14: error: 'body' is HTML and stands in the attribute 'title'"
    ),
    (
      "<a{{#closed}} title=\"{{/closed}}>",
      "1:6: error: 'closed' begins in a tag's name and ends in the attribute 'title'"
    ),
    (
      "{{#closed}}<p {{/closed}}",
      "1:4: error: 'closed' begins in text and ends in a tag"
    ),
    (
      "<script{{#closed}} type=\"application/ld+json\"{{/closed}}>{{{structured_data}}}</script>",
      "1:61: error: 'structured_data' is HTML and stands in <script>"
    ),
  ]

  @Test(arguments: safe)
  func isAllowed(source: String) {
    #expect(diagnostics(of: [template("page", source)]) == "")
  }

  static let safe = [
    "<!DOCTYPE html><html lang=\"en\"><title>{{title}}</title>",
    "<a href=\"{{forum.url}}\" title='{{title}}'>{{title}}</a>",
    "<a href = \"{{forum.url}}\">{{{body}}}",
    "<h{{count}}>{{title}}</h{{count}}>",
    "<img width={{count}} alt=\"{{title}}\">",
    "<option{{#closed}} selected{{/closed}}>{{title}}</option>",
    "<p{{#title}} class=\"a {{title}}\"{{/title}} id=\"{{title}}\">{{title}}",
    "<p class=\"{{#closed}}a{{/closed}}{{^closed}}b{{/closed}}\">{{title}}",
    "<script type=\"application/ld+json\">{{{structured_data}}}</script>{{title}}",
    "<script src=\"{{forum.url}}\"></script >{{title}}",
    "<script>if (a < b && c </d) { '<p title=' }</script>{{title}}",
    "<!-- a > b --><!--> {{title}} <!-- --> {{title}}",
    "<br/>{{title}} 1 < 2 {{title}} <3 {{title}}",
    "<p data-onclick=\"{{title}}\">",
    "{{#posts}}<p>{{author}}</p>{{/posts}}{{{body}}}",
  ]
}
