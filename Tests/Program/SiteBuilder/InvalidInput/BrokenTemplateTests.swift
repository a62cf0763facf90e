import Testing

/// Errors in templates and strings.yml.
@Suite struct BrokenTemplateTests {
  @Test(arguments: cases)
  func isTold(_ broken: Broken) throws { try broken.check() }

  static let cases = [
    Broken(
      "an unknown name",
      .theme("<h1>{{title}}</h1>", by: "<h1>{{titel}}</h1>", in: "thread.mustache"),
      says: """
        templates/thread.mustache:16:7: error: unknown name 'titel' in the page 'thread'; did you \
        mean 'title'?
        """),
    Broken(
      "a partial that is not there",
      .theme("{{>thread-row}}", by: "{{>thread-rows}}", in: "board.mustache"),
      says: """
        templates/board.mustache:43:6: error: there is no partial 'thread-rows'; did you mean \
        'thread-row'?
        """),
    Broken(
      "a section that is never closed",
      .theme("{{/main}}\n{{/layout}}", by: "{{/layout}}", in: "member.mustache"),
      says: """
        templates/member.mustache:6:4: error: 'main' is never closed
        """),
    Broken(
      "a section closed by another name",
      .theme("{{/site.description}}", by: "{{/description}}", in: "home.mustache"),
      says: """
        templates/home.mustache:11:4: error: 'description' is closed here, but 'site.description' \
        is open
        """),
    Broken(
      "three braces around text",
      .theme("<h1>{{title}}</h1>", by: "<h1>{{{title}}}</h1>", in: "thread.mustache"),
      says: """
        templates/thread.mustache:16:8: error: 'title' is text and needs two braces: {{title}}
        """),
    Broken(
      "two braces around HTML",
      .theme("{{{disclaimer}}}", by: "{{disclaimer}}", in: "layout.mustache"),
      says: """
        templates/layout.mustache:76:7: error: 'disclaimer' is HTML and needs three braces: \
        {{{disclaimer}}}
        """),
    Broken(
      "text in a script",
      .theme(
        "{{$head}}{{/head}}", by: "{{$head}}{{/head}}<script>let t = '{{site.title}}'</script>",
        in: "layout.mustache"),
      says: """
        templates/layout.mustache:28:38: error: 'site.title' is not safe in <script>, because \
        escaping does not protect there
        """),
    Broken(
      "a page without its template",
      .removeFromTheme("tag.mustache"),
      says: """
        templates/tag.mustache:1:1: error: there is no template for the page 'tag'
        """),
    Broken(
      "no strings.yml",
      .removeFromTheme("strings.yml"),
      says: """
        templates/strings.yml:1:1: error: strings.yml is missing; it must have all texts of \
        the theme
        """),
    Broken(
      "a string that is missing",
      .theme("skip_to_content: Skip to the content\n", by: "", in: "strings.yml"),
      says: """
        templates/strings.yml:6:1: error: strings.yml needs 'skip_to_content', as in \
        'skip_to_content: …'
        """),
    Broken(
      "a string that there is not",
      .theme(
        "home: Home\n",
        by: """
          home: Home
          hoome: Home

          """, in: "strings.yml"),
      says: """
        templates/strings.yml:9:1: error: 'hoome' is no key of strings.yml; did you mean 'home'?
        """),
    Broken(
      "a file that is no template",
      .putIntoTheme("Hello", at: "notes.txt"),
      isStrict: true,
      says: """
        templates/notes.txt:1:1: warning: this file is ignored; a theme has only templates \
        (*.mustache), strings.yml and assets/
        """),
  ]
}
