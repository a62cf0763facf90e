import Testing

/// Errors in templates and strings.yml.
@Suite struct BrokenTemplateTests {
  @Test(arguments: cases)
  func reportsExactly(_ invalid: InvalidInputCase) throws { try invalid.check() }

  static let cases = [
    InvalidInputCase(
      "an unknown name",
      .theme("<h1>{{title}}</h1>", by: "<h1>{{titel}}</h1>", in: "thread.mustache"),
      expecting: """
        templates/thread.mustache:16:7: error: unknown name 'titel' in the page 'thread'; did you \
        mean 'title'?
        """),
    InvalidInputCase(
      "a missing partial",
      .theme("{{>thread-row}}", by: "{{>thread-rows}}", in: "board.mustache"),
      expecting: """
        templates/board.mustache:43:6: error: there is no partial 'thread-rows'; did you mean \
        'thread-row'?
        """),
    InvalidInputCase(
      "a section that is never closed",
      .theme("{{/main}}\n{{/layout}}", by: "{{/layout}}", in: "member.mustache"),
      expecting: """
        templates/member.mustache:6:4: error: 'main' is never closed
        """),
    InvalidInputCase(
      "a section closed by another name",
      .theme("{{/site.description}}", by: "{{/description}}", in: "home.mustache"),
      expecting: """
        templates/home.mustache:11:4: error: 'description' is closed here, but 'site.description' \
        is open
        """),
    InvalidInputCase(
      "three braces around text",
      .theme("<h1>{{title}}</h1>", by: "<h1>{{{title}}}</h1>", in: "thread.mustache"),
      expecting: """
        templates/thread.mustache:16:8: error: 'title' is text and needs two braces: {{title}}
        """),
    InvalidInputCase(
      "two braces around HTML",
      .theme("{{{disclaimer}}}", by: "{{disclaimer}}", in: "layout.mustache"),
      expecting: """
        templates/layout.mustache:76:7: error: 'disclaimer' is HTML and needs three braces: \
        {{{disclaimer}}}
        """),
    InvalidInputCase(
      "text in a script",
      .theme(
        "{{$head}}{{/head}}", by: "{{$head}}{{/head}}<script>let t = '{{site.title}}'</script>",
        in: "layout.mustache"),
      expecting: """
        templates/layout.mustache:28:38: error: 'site.title' is not safe in <script>, because \
        escaping does not protect there
        """),
    InvalidInputCase(
      "a page without its template",
      .removeFromTheme("tag.mustache"),
      expecting: """
        templates/tag.mustache:1:1: error: there is no template for the page 'tag'
        """),
    InvalidInputCase(
      "no strings.yml",
      .removeFromTheme("strings.yml"),
      expecting: """
        templates/strings.yml:1:1: error: strings.yml is missing; it must have all texts of \
        the theme
        """),
    InvalidInputCase(
      "a string that is missing",
      .theme("skip_to_content: Skip to the content\n", by: "", in: "strings.yml"),
      expecting: """
        templates/strings.yml:6:1: error: strings.yml needs 'skip_to_content', as in \
        'skip_to_content: …'
        """),
    InvalidInputCase(
      "an unknown string",
      .theme(
        "home: Home\n",
        by: """
          home: Home
          hoome: Home

          """, in: "strings.yml"),
      expecting: """
        templates/strings.yml:9:1: error: unknown key 'hoome' in strings.yml; did you mean 'home'?
        """),
    InvalidInputCase(
      "a file that is not a template",
      .putIntoTheme("Hello", at: "notes.txt"),
      isStrict: true,
      expecting: """
        templates/notes.txt:1:1: warning: this file is ignored; a theme has only templates \
        (*.mustache), strings.yml and assets/
        """),
  ]
}
