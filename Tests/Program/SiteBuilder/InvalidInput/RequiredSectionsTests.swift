import Testing

/// Templates that do not show exactly one disclaimer and one helpline on every page.
@Suite struct RequiredSectionsTests {
  @Test(arguments: cases)
  func reportsExactly(_ invalid: InvalidInputCase) throws { try invalid.check() }

  /// Returns the report in which the template of every page kind has the error `message`.
  private static func everyTemplate(_ message: String) -> String {
    [
      "board", "glossary", "home", "loads", "member", "members", "not-found", "page", "redirect",
      "search", "tag", "tags", "thread",
    ].map { "templates/\($0).mustache:1:1: error: \(message)" }.joined(separator: "\n")
  }

  static let cases = [
    InvalidInputCase(
      "a missing disclaimer",
      .theme("class=\"disclaimer\"", by: "class=\"small-print\"", in: "layout.mustache"),
      expecting: everyTemplate(
        """
        this template has no disclaimer on some pages: \
        every page must have exactly one element with class="disclaimer"
        """)),
    InvalidInputCase(
      "a missing helpline",
      .theme("  {{>helpline}}\n", by: "", in: "layout.mustache"),
      expecting: everyTemplate(
        """
        this template has no helpline on some pages: \
        every page must have exactly one element with class="helpline"
        """)),
    InvalidInputCase(
      "the helpline in an HTML comment",
      .theme("  {{>helpline}}\n", by: "  <!-- {{>helpline}} -->\n", in: "layout.mustache"),
      expecting: """
        templates/helpline.mustache:2:31: error: 'words.helpline_heading' is not safe in a \
        comment, because escaping does not protect there
        templates/helpline.mustache:3:27: error: 'helpline.name' is not safe in a comment, because \
        escaping does not protect there
        templates/helpline.mustache:3:76: error: 'helpline.phone_url' is not safe in a comment, \
        because escaping does not protect there
        templates/helpline.mustache:3:100: error: 'helpline.phone' is not safe in a comment, \
        because escaping does not protect there
        templates/helpline.mustache:4:43: error: 'helpline.zone' is not safe in a comment, because \
        escaping does not protect there
        templates/helpline.mustache:4:75: error: 'helpline.closed_days' is not safe in a comment, \
        because escaping does not protect there
        templates/helpline.mustache:4:112: error: 'words.helpline_open' is not safe in a comment, \
        because escaping does not protect there
        templates/helpline.mustache:4:154: error: 'words.helpline_open_until' is not safe in a \
        comment, because escaping does not protect there
        templates/helpline.mustache:4:203: error: 'words.helpline_opens_today' is not safe in a \
        comment, because escaping does not protect there
        templates/helpline.mustache:4:256: error: 'words.helpline_opens_tomorrow' is not safe in a \
        comment, because escaping does not protect there
        templates/helpline.mustache:4:306: error: 'words.helpline_opens_on' is not safe in a \
        comment, because escaping does not protect there
        templates/helpline.mustache:4:352: error: 'words.helpline_closed' is not safe in a \
        comment, because escaping does not protect there
        templates/helpline.mustache:4:390: error: 'words.weekday_1' is not safe in a comment, \
        because escaping does not protect there
        templates/helpline.mustache:4:422: error: 'words.weekday_2' is not safe in a comment, \
        because escaping does not protect there
        templates/helpline.mustache:4:454: error: 'words.weekday_3' is not safe in a comment, \
        because escaping does not protect there
        templates/helpline.mustache:4:486: error: 'words.weekday_4' is not safe in a comment, \
        because escaping does not protect there
        templates/helpline.mustache:4:518: error: 'words.weekday_5' is not safe in a comment, \
        because escaping does not protect there
        templates/helpline.mustache:4:550: error: 'words.weekday_6' is not safe in a comment, \
        because escaping does not protect there
        templates/helpline.mustache:4:582: error: 'words.weekday_7' is not safe in a comment, \
        because escaping does not protect there
        templates/helpline.mustache:6:8: error: 'helpline.note' is not safe in a comment, because \
        escaping does not protect there
        templates/helpline.mustache:8:9: error: 'words.helpline_hours' is not safe in a comment, \
        because escaping does not protect there
        templates/helpline.mustache:11:22: error: 'weekdays' is not safe in a comment, because \
        escaping does not protect there
        templates/helpline.mustache:11:95: error: 'from' is not safe in a comment, because \
        escaping does not protect there
        templates/helpline.mustache:11:117: error: 'until' is not safe in a comment, because \
        escaping does not protect there
        templates/helpline.mustache:11:134: error: 'days' is not safe in a comment, because \
        escaping does not protect there
        templates/helpline.mustache:11:156: error: 'times' is not safe in a comment, because \
        escaping does not protect there
        templates/helpline.mustache:15:24: error: 'words.helpline_closures' is not safe in a \
        comment, because escaping does not protect there
        templates/helpline.mustache:15:68: error: 'date.machine' is not safe in a comment, because \
        escaping does not protect there
        templates/helpline.mustache:15:86: error: 'date.text' is not safe in a comment, because \
        escaping does not protect there
        templates/helpline.mustache:15:119: error: 'reason' is not safe in a comment, because \
        escaping does not protect there
        templates/helpline.mustache:18:35: error: 'helpline.callback_url' is not safe in a \
        comment, because escaping does not protect there
        templates/helpline.mustache:18:77: error: 'words.helpline_call_back' is not safe in a \
        comment, because escaping does not protect there
        templates/helpline.mustache:21:8: error: 'helpline.relay' is not safe in a comment, \
        because escaping does not protect there
        templates/helpline.mustache:25:11: error: 'words.other_support' is not safe in a comment, \
        because escaping does not protect there
        templates/support-line.mustache:2:38: error: 'url' is not safe in a comment, because \
        escaping does not protect there
        templates/support-line.mustache:2:62: error: 'name' is not safe in a comment, because \
        escaping does not protect there
        templates/support-line.mustache:2:96: error: 'name' is not safe in a comment, because \
        escaping does not protect there
        templates/support-line.mustache:2:154: error: 'phone_url' is not safe in a comment, \
        because escaping does not protect there
        templates/support-line.mustache:2:169: error: 'phone' is not safe in a comment, because \
        escaping does not protect there
        templates/support-line.mustache:4:8: error: 'note' is not safe in a comment, because \
        escaping does not protect there
        """),
    InvalidInputCase(
      "the helpline hidden",
      .theme(
        "<aside class=\"helpline\"", by: "<aside hidden class=\"helpline\"", in: "helpline.mustache"
      ),
      expecting: everyTemplate(
        """
        this template hides the helpline; remove 'hidden' or 'aria-hidden' from it, \
        because every page must show it
        """)),
    InvalidInputCase(
      "an empty disclaimer",
      .theme("    {{{disclaimer}}}\n", by: "", in: "layout.mustache"),
      expecting: everyTemplate(
        """
        the disclaimer of this template is empty; \
        show the disclaimer from forum.yml in it
        """)),
    InvalidInputCase(
      "two disclaimers in one template",
      .theme("<h1>", by: "<p class=\"disclaimer\">Ask your team.</p>\n<h1>", in: "page.mustache"),
      expecting: """
        templates/page.mustache:1:1: error: this template has 2 elements with class="disclaimer" \
        on some pages: every page must have exactly one element with class="disclaimer"
        """),
    InvalidInputCase(
      "a disclaimer in closed threads only",
      .theme(
        "<footer class=\"site-footer\">", by: "{{$notice}}<footer class=\"site-footer\">",
        in: "layout.mustache"),
      .theme("</footer>", by: "</footer>{{/notice}}", in: "layout.mustache"),
      .theme(
        "{{$main}}",
        by: """
          {{$notice}}{{#is_closed}}<p class="disclaimer">{{{disclaimer}}}</p>{{/is_closed}}{{/notice}}
          {{$main}}
          """, in: "thread.mustache"),
      expecting: """
        templates/thread.mustache:1:1: error: this template has no disclaimer on some pages: \
        every page must have exactly one element with class="disclaimer"
        """),
  ]
}
