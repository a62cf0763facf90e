import Testing

/// Errors in forum.yml.
@Suite struct BrokenForumTests {
  @Test(arguments: cases)
  func reportsExactly(_ invalid: InvalidInputCase) throws { try invalid.check() }

  static let cases = [
    InvalidInputCase(
      "no forum.yml",
      .remove(.forum),
      expecting: """
        content/forum.yml:1:1: error: there is no forum.yml; a community begins with one that \
        gives 'title', 'url', 'disclaimer' and 'helpline'
        """),
    InvalidInputCase(
      "an empty forum.yml",
      .put("# nothing yet\n", at: .forum),
      expecting: """
        content/forum.yml:1:1: error: forum.yml is empty; it needs at least 'title', 'url', \
        'disclaimer' and 'helpline'
        """),
    InvalidInputCase(
      "no title",
      .replace("title: Harbour Community\n", by: "", in: .forum),
      expecting: """
        content/forum.yml:1:1: error: forum.yml needs 'title', as in 'title: Example Community'
        """),
    InvalidInputCase(
      "no url",
      .replace("url: https://harbour.example.org\n", by: "", in: .forum),
      expecting: """
        content/forum.yml:1:1: error: forum.yml needs 'url', as in 'url: https://example.org'
        """),
    InvalidInputCase(
      "no disclaimer",
      .replace(
        "disclaimer: \"Nothing here replaces the advice of your own team.\"\n", by: "", in: .forum),
      expecting: """
        content/forum.yml:1:1: error: forum.yml needs 'disclaimer', as in 'disclaimer: Nothing \
        here replaces the advice of your own team.'
        """),
    InvalidInputCase(
      "a url that is relative",
      .replace("https://harbour.example.org", by: "harbour.example.org", in: .forum),
      expecting: """
        content/forum.yml:2:6: error: 'url' is an absolute address such as \
        https://example.org/forum, not 'harbour.example.org'
        """),
    InvalidInputCase(
      "a url with a query",
      .replace(
        "https://harbour.example.org", by: "https://harbour.example.org/?forum=1", in: .forum),
      expecting: """
        content/forum.yml:2:6: error: 'url' is an absolute address such as \
        https://example.org/forum, not 'https://harbour.example.org/?forum=1'
        """),
    InvalidInputCase(
      "an unknown time zone",
      .replace("privacy_policy:", by: "time_zone: Europe/Lodon\nprivacy_policy:", in: .forum),
      expecting: """
        content/forum.yml:9:12: error: 'Europe/Lodon' is no time zone; write one as \
        Europe/London; did you mean 'Europe/London'?
        """),
    InvalidInputCase(
      "an unknown time zone, and a broken link elsewhere",
      .replace("privacy_policy:", by: "time_zone: Europe/Lodon\nprivacy_policy:", in: .forum),
      .replace(
        "See [the drains](2022/drains.md#post-2)", by: "See [the drains](2022/drain.md)", in: .scars
      ),
      expecting: """
        content/boards/surgery/scars.md:7:18: error: broken link '2022/drain.md': there is no file \
        or page 'boards/surgery/2022/drain.md'; did you mean '2022/drains.md'?
        content/forum.yml:9:12: error: 'Europe/Lodon' is no time zone; write one as \
        Europe/London; did you mean 'Europe/London'?
        """),
    InvalidInputCase(
      "an invalid language tag",
      .replace("privacy_policy:", by: "language: British English\nprivacy_policy:", in: .forum),
      expecting: """
        content/forum.yml:9:11: error: 'language' is a tag such as en-GB or cy, not 'British \
        English'
        """),
    InvalidInputCase(
      "ranks without a number or a label",
      .replace(
        "  - {posts: 2, label: Regular}",
        by: """
            - {label: Regular}
            - {posts: 5}
            - {posts: ten, label: Old hand}
          """, in: .forum),
      expecting: """
        content/forum.yml:13:5: error: a rank needs 'posts', as in 'posts: 10'
        content/forum.yml:14:5: error: a rank needs 'label', as in 'label: Regular'
        content/forum.yml:15:13: error: 'posts' is a whole number from 0 to 10000000, not 'ten'
        """),
    InvalidInputCase(
      "a role without a label, and an invalid flag",
      .replace(
        "  nurse: {label: Breast Care Nurse, official: true}",
        by: """
            nurse: {official: true}
            moderator: {label: Moderator, official: maybe}
          """, in: .forum),
      expecting: """
        content/forum.yml:11:10: error: a role needs 'label', as in 'label: Breast Care Nurse'
        content/forum.yml:12:43: error: 'official' is true or false, not 'maybe'
        """),
    InvalidInputCase(
      "an unknown key",
      .replace("disclaimer:", by: "disclamer:", in: .forum),
      expecting: """
        content/forum.yml:3:1: error: 'disclamer' is no key of forum.yml; did you mean \
        'disclaimer'?
        """),
    InvalidInputCase(
      "no posts on a page",
      .replace("privacy_policy:", by: "posts_per_page: 0\nprivacy_policy:", in: .forum),
      expecting: """
        content/forum.yml:9:17: error: 'posts_per_page' is a whole number from 1 to 1000, not '0'
        """),
    InvalidInputCase(
      "an unknown post order",
      .replace("privacy_policy:", by: "post_order: newest first\nprivacy_policy:", in: .forum),
      expecting: """
        content/forum.yml:9:13: error: 'post_order' is oldest-first or newest-first, not 'newest \
        first'; did you mean 'newest-first'?
        """),
    InvalidInputCase(
      "a period without a unit",
      .replace("privacy_policy:", by: "advice_review_after: 24\nprivacy_policy:", in: .forum),
      expecting: """
        content/forum.yml:9:22: error: 'advice_review_after' is a time such as '24 months' or '2 \
        years', not '24'
        """),
    InvalidInputCase(
      "a contact that is an e-mail address without its scheme",
      .replace(
        "privacy_policy:", by: "security_contact: s@example.org\nprivacy_policy:", in: .forum),
      expecting: """
        content/forum.yml:9:19: error: 'security_contact' is an address such as \
        mailto:security@example.org, https://example.org/security or tel:+44-8081-570000, not \
        's@example.org'; did you mean 'mailto:s@example.org'?
        """),
    InvalidInputCase(
      "a security contact over http",
      .replace(
        "privacy_policy:", by: "security_contact: http://example.org/s\nprivacy_policy:", in: .forum
      ),
      expecting: """
        content/forum.yml:9:19: error: 'security_contact' is an address such as \
        mailto:security@example.org, https://example.org/security or tel:+44-8081-570000, not \
        'http://example.org/s'; did you mean 'https://example.org/s'?
        """),
    InvalidInputCase(
      "a security contact of a forum below a path",
      .replace("harbour.example.org\n", by: "harbour.example.org/forum/\n", in: .forum),
      .replace(
        "privacy_policy:", by: "security_contact: mailto:s@example.org\nprivacy_policy:", in: .forum
      ),
      isStrict: true,
      expecting: """
        content/forum.yml:9:19: warning: a security.txt counts at the root of a host only, and so \
        does a robots.txt; this forum stands below /forum, where nobody looks for them; publish \
        your own at the root, and take 'security_contact' away
        """),
    InvalidInputCase(
      "brackets in forum.yml that are never closed",
      .replace(
        "{days: mon-fri, open: \"09:00\", close: \"16:00\"}", by: "{days: mon-fri, open: \"09:00\"",
        in: .forum),
      expecting: """
        content/forum.yml:8:7: error: this '{' has no '}', or a ',' is missing between its keys
        """),
  ]
}
