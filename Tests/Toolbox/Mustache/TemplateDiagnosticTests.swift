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
      "1:3: error: the page 'page' has no 'titel' here; did you mean 'title'?"
    ),
    (
      "é {{ titel }}",
      "1:6: error: the page 'page' has no 'titel' here; did you mean 'title'?"
    ),
    (
      "a\n  {{#posts}}{{autor}}{{/posts}}",
      "2:15: error: the page 'page' has no 'autor' here; did you mean 'author'?"
    ),
    (
      "{{author}}",
      "1:3: error: the page 'page' has no 'author' here"
    ),
    (
      "{{forum.titel}}",
      "1:3: error: 'forum' of the page 'page' has no 'titel'; did you mean 'forum.title'?"
    ),
    (
      "{{form.title}}",
      "1:3: error: the page 'page' has no 'form.title' here; did you mean 'forum.title'?"
    ),
    (
      "{{title.length}}",
      "1:3: error: 'title' is text and has no 'length'"
    ),
    (
      "{{#posts}}{{{xyzzy}}}{{/posts}}",
      "1:14: error: the page 'page' has no 'xyzzy' here"
    ),
    (
      "{{#psts}}{{label}}{{/psts}}",
      "1:4: error: the page 'page' has no 'psts' here; did you mean 'posts'?"
    ),
    (
      "{{^closd}}x{{/closd}}",
      "1:4: error: the page 'page' has no 'closd' here; did you mean 'closed'?"
    ),
    (
      "{{#posts}}{{#forum}}{{autor}}{{/forum}}{{/posts}}",
      "1:23: error: the page 'page' has no 'autor' here; did you mean 'author'?"
    ),
  ]

  static let sections: [(String, String)] = [
    (
      "{{#count}}x{{/count}}",
      "1:4: error: 'count' is a number, which opens no section"
    ),
    (
      "{{{title}}}",
      "1:4: error: 'title' is text; write {{title}}"
    ),
    (
      "{{&title}}",
      "1:4: error: 'title' is text; write {{title}}"
    ),
    (
      "{{body}}",
      "1:3: error: 'body' is HTML; write {{{body}}}"
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
      "1:14: error: '.' is text; write {{.}}"
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
        + "templates/page.mustache:2:3: error: the page 'page' has no 'titel' here; did you mean 'title'?"
    ),
    (
      "{{title} and {{title}}",
      "1:3: error: this tag is never closed"
    ),
    (
      "{{=<% =}}",
      "1:4: error: delimiters are set as {{=<% %>=}}: two, without '=', of at most 16 bytes"
    ),
    (
      "{{= | = =}}",
      "1:5: error: delimiters are set as {{=<% %>=}}: two, without '=', of at most 16 bytes"
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
      "1:3: error: a name holds no white space"
    ),
    (
      "{{=| |=}}|titel|",
      "1:11: error: the page 'page' has no 'titel' here; did you mean 'title'?"
    ),
    (
      "{{*title}}",
      "1:3: error: the page 'page' has no '*title' here; did you mean 'title'?"
    ),
    (
      "\u{FEFF}{{titel}}",
      "1:3: error: the page 'page' has no 'titel' here; did you mean 'title'?"
    ),
  ]

  static let dots: [(String, String)] = [
    (
      "{{.}}",
      "1:3: error: '.' means nothing here; it is the value of a section on text or HTML"
    ),
    (
      "{{#posts}}{{.}}{{/posts}}",
      "1:13: error: '.' means nothing here; it is the value of a section on text or HTML"
    ),
    (
      "{{.title}}",
      "1:3: error: a dot in '.title' has no name beside it"
    ),
    (
      "{{forum.}}",
      "1:3: error: a dot in 'forum.' has no name beside it"
    ),
    (
      "{{forum..title}}",
      "1:3: error: a dot in 'forum..title' has no name beside it"
    ),
    (
      "{{#.}}x{{/.}}",
      "1:4: error: '.' means nothing here; it is the value of a section on text or HTML"
    ),
  ]
}
