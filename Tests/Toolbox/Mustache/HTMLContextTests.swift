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
      "1:11: error: 'title' is not safe in <script>, because escaping does not protect there"
    ),
    (
      "<script>a</scriptx> {{title}}",
      "1:23: error: 'title' is not safe in <script>, because escaping does not protect there"
    ),
    (
      "<SCRIPT defer>{{title}}</SCRIPT>",
      "1:17: error: 'title' is not safe in <script>, because escaping does not protect there"
    ),
    (
      "<style>{{title}}</style>",
      "1:10: error: 'title' is not safe in <style>, because escaping does not protect there"
    ),
    (
      "<script>{{{body}}}</script>",
      "1:12: error: 'body' is HTML, which is not allowed in <script>"
    ),
    (
      "<script type=\"application/ld+json\">{{title}}</script>",
      "1:38: error: 'title' is not safe in <script>, because escaping does not protect there"
    ),
    (
      "<script type=\"module\">{{{structured_data}}}</script>",
      "1:26: error: 'structured_data' is HTML, which is not allowed in <script>"
    ),
    (
      "<!-- {{title}} -->",
      "1:8: error: 'title' is not safe in a comment, because escaping does not protect there"
    ),
    (
      "<!-- <p> --- > {{title}}",
      "1:18: error: 'title' is not safe in a comment, because escaping does not protect there"
    ),
    (
      "<!DOCTYPE {{title}}>",
      "1:13: error: 'title' is not safe in a declaration, because escaping does not protect there"
    ),
    (
      "<{{title}}>",
      "1:4: error: 'title' is not safe in a tag's name, because escaping does not protect there"
    ),
    (
      "</{{title}}>",
      "1:5: error: 'title' is not safe in a tag's name, because escaping does not protect there"
    ),
    (
      "<h{{title}}>",
      "1:5: error: 'title' is not safe in a tag's name, because escaping does not protect there"
    ),
    (
      "<a {{title}}>",
      "1:6: error: 'title' is not safe in a tag, because escaping does not protect there"
    ),
    (
      "<a href={{title}}>",
      "1:11: error: 'title' is not safe in an attribute value without quotes, because escaping "
        + "does not protect there"
    ),
    (
      "<a href=x{{title}}>",
      "1:12: error: 'title' is not safe in an attribute value without quotes, because escaping "
        + "does not protect there"
    ),
    (
      "<a href=\"\" {{title}}=\"\">",
      "1:14: error: 'title' is not safe in a tag, because escaping does not protect there"
    ),
    (
      "<a onclick=\"{{title}}\">",
      "1:15: error: 'title' is not safe in the attribute 'onclick', because escaping does not "
        + "protect there"
    ),
    (
      "<p style='{{title}}'>",
      "1:13: error: 'title' is not safe in the attribute 'style', because escaping does not "
        + "protect there"
    ),
    (
      "<a title=\"{{{body}}}\">",
      "1:14: error: 'body' is HTML, which is not allowed in the attribute 'title'"
    ),
    (
      "<a{{#closed}} title=\"{{/closed}}>",
      "1:6: error: the section 'closed' begins in a tag's name but ends in the attribute 'title'"
    ),
    (
      "{{#closed}}<p {{/closed}}",
      "1:4: error: the section 'closed' begins in text but ends in a tag"
    ),
    (
      "<script{{#closed}} type=\"application/ld+json\"{{/closed}}>{{{structured_data}}}</script>",
      "1:61: error: 'structured_data' is HTML, which is not allowed in <script>"
    ),
  ]

  /// The states of comments, of declarations and of elements without tags (HTML Standard, 13.2.5).
  @Test(arguments: unsafeInTokenizerStates)
  func followsTheTokenizer(source: String, expected: String) {
    #expect(diagnostics(of: [template("page", source)]) == "templates/page.mustache:\(expected)\n")
  }

  static let unsafeInTokenizerStates: [(String, String)] = [
    (
      "<?-- ><script>--> {{title}}",
      "1:21: error: 'title' is not safe in <script>, "
        + "because escaping does not protect there"
    ),
    (
      "</!-- ><script>--> {{title}}",
      "1:22: error: 'title' is not safe in <script>, "
        + "because escaping does not protect there"
    ),
    (
      "<!-- --!><script>--> {{title}}",
      "1:24: error: 'title' is not safe in <script>, "
        + "because escaping does not protect there"
    ),
    (
      "<!-- --!-><script>{{title}}",
      "1:21: error: 'title' is not safe in a comment, "
        + "because escaping does not protect there"
    ),
    (
      "<!--!><script>{{title}}",
      "1:17: error: 'title' is not safe in a comment, "
        + "because escaping does not protect there"
    ),
    (
      "<!--{{title}}-->",
      "1:7: error: 'title' is not safe in a comment after '<!--', "
        + "because escaping does not protect there"
    ),
    (
      "<script><!--<script></script> {{title}}",
      "1:33: error: 'title' is not safe in <script> after '<!--', "
        + "because escaping does not protect there"
    ),
    (
      "<script><!--<SCRIPT/></scripts></script> {{title}}",
      "1:44: error: 'title' is not safe in <script> after '<!--', "
        + "because escaping does not protect there"
    ),
    (
      "<script><!-- <script {{title}}",
      "1:24: error: 'title' is not safe in <script> after '<!--<script', "
        + "because escaping does not protect there"
    ),
    (
      "<script></script\u{0B}> {{title}}",
      "1:22: error: 'title' is not safe in <script>, "
        + "because escaping does not protect there"
    ),
    (
      "<!-{{count}}> {{title}}",
      "1:17: error: 'title' is not safe in markup that browsers may read in several ways, "
        + "because escaping does not protect there"
    ),
    (
      "<script><!-{{count}}</script> {{title}}",
      "1:33: error: 'title' is not safe in markup that browsers may read in several ways, "
        + "because escaping does not protect there"
    ),
    (
      "<![CDATA[ {{title}}",
      "1:13: error: 'title' is not safe in a CDATA section, "
        + "because escaping does not protect there"
    ),
    (
      "<svg><![CDATA[><!--]]><script>--> {{title}}",
      "1:37: error: 'title' is not safe in markup that browsers may read in several ways, "
        + "because escaping does not protect there"
    ),
    (
      "<title><!--</title><script>--> {{title}}",
      "1:34: error: 'title' is not safe in markup that browsers may read in several ways, "
        + "because escaping does not protect there"
    ),
    (
      "<svg><title><a onclick=\"{{title}}\">",
      "1:27: error: 'title' is not safe in markup that browsers may read in several ways, "
        + "because escaping does not protect there"
    ),
    (
      "<textarea></{{title}}</textarea>",
      "1:15: error: 'title' is not safe in <textarea>, "
        + "because escaping does not protect there"
    ),
    (
      "<a href/=\"{{title}}\">",
      "1:13: error: 'title' is not safe in a tag, "
        + "because escaping does not protect there"
    ),
    (
      "<!-- -{{#closed}}-{{/closed}}>",
      "1:10: error: the section 'closed' begins in a comment after '-' but ends in "
        + "a comment after '--'"
    ),
  ]

  /// A section in a tag that continues a name or a value differently if it is left out.
  @Test(arguments: ambiguousSections)
  func rejectsAmbiguousSection(source: String, expected: String) {
    #expect(diagnostics(of: [template("page", source)]) == "templates/page.mustache:\(expected)\n")
  }

  static let ambiguousSections: [(String, String)] = [
    (
      "<p {{#closed}}title{{/closed}}onclick=\"{{title}}\">",
      "1:42: error: 'title' is not safe in markup that browsers may read in several ways, "
        + "because escaping does not protect there"
    ),
    (
      "<p{{#closed}} a{{/closed}}b=\"c onclick='{{title}}'\">",
      "1:43: error: 'title' is not safe in markup that browsers may read in several ways, "
        + "because escaping does not protect there"
    ),
    (
      "<scrip{{#closed}} a{{/closed}}t>{{title}}",
      "1:35: error: 'title' is not safe in markup that browsers may read in several ways, "
        + "because escaping does not protect there"
    ),
    (
      "<p a{{#closed}} onclick {{/closed}}=\"{{title}}\">",
      "1:40: error: 'title' is not safe in markup that browsers may read in several ways, "
        + "because escaping does not protect there"
    ),
    (
      "<p{{#closed}} a=b{{/closed}}/c=\"{{title}}\">",
      "1:35: error: 'title' is not safe in markup that browsers may read in several ways, "
        + "because escaping does not protect there"
    ),
    (
      "<p{{#closed}} a{{/closed}} =\"{{title}}\">",
      "1:32: error: 'title' is not safe in markup that browsers may read in several ways, "
        + "because escaping does not protect there"
    ),
  ]

  @Test(arguments: safe + safeInTokenizerStates + safeSections)
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

  static let safeInTokenizerStates = [
    "<!-- --!> {{title}} <!-- ---> {{title}}",
    "<!---> {{title}} <!-> {{title}} <!> {{title}} <!->{{title}}",
    "<? -> {{title}} </ a> {{title}} </> {{title}} <!-a--> {{title}} <!doctype> {{title}}",
    "<!-- --!--> {{title}} <!--->{{title}}",
    "<script><!-- <script></script> --></script> {{title}}",
    "<script><!-- <script>--></script> {{title}}",
    "<script><!--<script></script></script> {{title}}",
    "<script><!-- </script> {{title}} <script><!--></script> {{title}}",
    "<script><!-- <scripty></script> {{title}} <script>'<!-' + '<script>'</script> {{title}}",
    "<style>/*<!--<style>*/</style> {{title}}",
    "<![CDATA[ a ] ]]] ]]> {{title}} <![cdata[> {{title}}",
    "<title>1 < 2 {{title}}</title> {{title}} <textarea>{{title}}</textarea>{{{body}}}",
    "<h{{count}}>{{title}}",
  ]

  static let safeSections = [
    "<p{{#closed}} a{{/closed}}>{{title}}<p{{#closed}} a{{/closed}}/>{{title}}",
    "<p{{#closed}} a=b{{/closed}} c=\"{{title}}\"><p{{#closed}} a=b{{/closed}}>{{title}}",
    "<p a {{#closed}}b=\"1\" {{/closed}}c=\"{{title}}\">",
    "<p a{{#closed}} b{{/closed}} c=\"{{title}}\"><p a=\"{{title}}\"{{#closed}} b{{/closed}}>",
  ]
}
