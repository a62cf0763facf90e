import Diagnostics
import Testing

@testable import Mustache

/// Diagnostics of strict mode for one template, printed without the file name.
@Suite struct TemplateDiagnosticTests {
  @Test(arguments: names + sections + tags + dots)
  func isReported(source: String, expected: String) {
    let printed = diagnostics(of: [template("page", source)])
    #expect(printed == "templates/page.mustache:" + expected + "\n")
  }

  static let names: [(String, String)] = [
    (
      "{{titel}}",
      "1:3: error: unknown name 'titel' in the page 'page'; did you mean 'title'?"
    ),
    (
      "é {{ titel }}",
      "1:6: error: unknown name 'titel' in the page 'page'; did you mean 'title'?"
    ),
    (
      "a\n  {{#posts}}{{autor}}{{/posts}}",
      "2:15: error: unknown name 'autor' in the page 'page'; did you mean 'author'?"
    ),
    (
      "{{author}}",
      "1:3: error: unknown name 'author' in the page 'page'"
    ),
    (
      "{{forum.titel}}",
      "1:3: error: unknown name 'titel' in 'forum' of the page 'page'; did you mean 'forum.title'?"
    ),
    (
      "{{form.title}}",
      "1:3: error: unknown name 'form.title' in the page 'page'; did you mean 'forum.title'?"
    ),
    (
      "{{title.length}}",
      "1:3: error: 'title' is text and has no 'length'"
    ),
    (
      "{{#posts}}{{{xyzzy}}}{{/posts}}",
      "1:14: error: unknown name 'xyzzy' in the page 'page'"
    ),
    (
      "{{#psts}}{{label}}{{/psts}}",
      "1:4: error: unknown name 'psts' in the page 'page'; did you mean 'posts'?"
    ),
    (
      "{{^closd}}x{{/closd}}",
      "1:4: error: unknown name 'closd' in the page 'page'; did you mean 'closed'?"
    ),
    (
      "{{#posts}}{{#forum}}{{autor}}{{/forum}}{{/posts}}",
      "1:23: error: unknown name 'autor' in the page 'page'; did you mean 'author'?"
    ),
  ]

  static let sections: [(String, String)] = [
    (
      "{{#count}}x{{/count}}",
      "1:4: error: 'count' is a number, which cannot be used as a section"
    ),
    (
      "{{{title}}}",
      "1:4: error: 'title' is text and needs two braces: {{title}}"
    ),
    (
      "{{&title}}",
      "1:4: error: 'title' is text and needs two braces: {{title}}"
    ),
    (
      "{{body}}",
      "1:3: error: 'body' is HTML and needs three braces: {{{body}}}"
    ),
    (
      "{{closed}}",
      "1:3: error: 'closed' is a flag, which cannot be shown"
    ),
    (
      "{{posts}}",
      "1:3: error: 'posts' is a list, which cannot be shown"
    ),
    (
      "{{{forum}}}",
      "1:4: error: 'forum' is a record, which cannot be shown"
    ),
    (
      "{{#closed}}{{.}}{{/closed}}",
      "1:14: error: '.' is a flag, which cannot be shown"
    ),
    (
      "{{#title}}{{{.}}}{{/title}}",
      "1:14: error: '.' is text and needs two braces: {{.}}"
    ),
  ]

  static let tags: [(String, String)] = [
    (
      "{{#posts}}\n",
      "1:4: error: 'posts' is never closed"
    ),
    (
      "{{#closed}}{{#title}}{{/closed}}",
      "1:15: error: 'title' is never closed"
    ),
    (
      "{{/posts}}",
      "1:4: error: 'posts' is closed here, but nothing is open"
    ),
    (
      "{{#posts}}{{/post}}",
      "1:14: error: 'post' is closed here, but 'posts' is open"
    ),
    (
      "{{title",
      "1:3: error: this tag is never closed"
    ),
    (
      "{{{title}}",
      "1:4: error: this tag is never closed"
    ),
    (
      "{{! never",
      "1:4: error: this tag is never closed"
    ),
    (
      "{{#closed\n{{titel}}{{/closed}}",
      "1:4: error: this tag is never closed\n"
        + "templates/page.mustache:2:3: error: unknown name 'titel' in the page 'page'; did you "
        + "mean 'title'?"
    ),
    (
      "{{title} and {{title}}",
      "1:3: error: this tag is never closed"
    ),
    (
      "{{=<% =}}",
      "1:4: error: write two delimiters with a space between, as in {{=<% %>=}}; each has at "
        + "most 16 bytes and no '='"
    ),
    (
      "{{= | = =}}",
      "1:5: error: write two delimiters with a space between, as in {{=<% %>=}}; each has at "
        + "most 16 bytes and no '='"
    ),
    (
      "{{}}",
      "1:3: error: this tag has no name"
    ),
    (
      "{{#}}{{/}}",
      "1:4: error: this tag has no name\ntemplates/page.mustache:1:9: error: this tag has no name"
    ),
    (
      "{{the title}}",
      "1:3: error: a name must not contain white space"
    ),
    (
      "{{=| |=}}|titel|",
      "1:11: error: unknown name 'titel' in the page 'page'; did you mean 'title'?"
    ),
    (
      "{{*title}}",
      "1:3: error: unknown name '*title' in the page 'page'; did you mean 'title'?"
    ),
    (
      "\u{FEFF}{{titel}}",
      "1:3: error: unknown name 'titel' in the page 'page'; did you mean 'title'?"
    ),
  ]

  static let dots: [(String, String)] = [
    (
      "{{.}}",
      "1:3: error: '.' has no value here; use it inside a section on a text or HTML value"
    ),
    (
      "{{#posts}}{{.}}{{/posts}}",
      "1:13: error: '.' has no value here; use it inside a section on a text or HTML value"
    ),
    (
      "{{.title}}",
      "1:3: error: '.title' needs a name before and after each dot"
    ),
    (
      "{{forum.}}",
      "1:3: error: 'forum.' needs a name before and after each dot"
    ),
    (
      "{{forum..title}}",
      "1:3: error: 'forum..title' needs a name before and after each dot"
    ),
    (
      "{{#.}}x{{/.}}",
      "1:4: error: '.' has no value here; use it inside a section on a text or HTML value"
    ),
  ]
}
