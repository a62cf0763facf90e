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
        content/forum.yml:1:1: error: forum.yml is missing; create it with at least 'title', \
        'url', 'disclaimer' and 'helpline'
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
        content/forum.yml:2:6: error: 'url' must be a complete address such as \
        https://example.org/forum, not 'harbour.example.org'
        """),
    InvalidInputCase(
      "a url with a query",
      .replace(
        "https://harbour.example.org", by: "https://harbour.example.org/?forum=1", in: .forum),
      expecting: """
        content/forum.yml:2:6: error: 'url' must be a complete address such as \
        https://example.org/forum, not 'https://harbour.example.org/?forum=1'
        """),
    InvalidInputCase(
      "an unknown time zone",
      .replace("privacy_policy:", by: "time_zone: Europe/Lodon\nprivacy_policy:", in: .forum),
      expecting: """
        content/forum.yml:9:12: error: unknown time zone 'Europe/Lodon'; write one such as \
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
        content/forum.yml:9:12: error: unknown time zone 'Europe/Lodon'; write one such as \
        Europe/London; did you mean 'Europe/London'?
        """),
    InvalidInputCase(
      "an invalid language tag",
      .replace("privacy_policy:", by: "language: British English\nprivacy_policy:", in: .forum),
      expecting: """
        content/forum.yml:9:11: error: 'language' must be a language code such as en-GB or cy, not \
        'British English'
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
        content/forum.yml:15:13: error: 'posts' must be a whole number from 0 to 10000000, not \
        'ten'
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
        content/forum.yml:12:43: error: 'official' must be true or false, not 'maybe'
        """),
    InvalidInputCase(
      "an unknown key",
      .replace("disclaimer:", by: "disclamer:", in: .forum),
      expecting: """
        content/forum.yml:3:1: error: unknown key 'disclamer' in forum.yml; did you mean \
        'disclaimer'?
        """),
    InvalidInputCase(
      "no posts on a page",
      .replace("privacy_policy:", by: "posts_per_page: 0\nprivacy_policy:", in: .forum),
      expecting: """
        content/forum.yml:9:17: error: 'posts_per_page' must be a whole number from 1 to 1000, not \
        '0'
        """),
    InvalidInputCase(
      "an unknown post order",
      .replace("privacy_policy:", by: "post_order: newest first\nprivacy_policy:", in: .forum),
      expecting: """
        content/forum.yml:9:13: error: 'post_order' must be oldest-first or newest-first, not \
        'newest first'; did you mean 'newest-first'?
        """),
    InvalidInputCase(
      "a period without a unit",
      .replace("privacy_policy:", by: "advice_review_after: 24\nprivacy_policy:", in: .forum),
      expecting: """
        content/forum.yml:9:22: error: 'advice_review_after' must be a period such as '24 months' \
        or '2 years', not '24'
        """),
    InvalidInputCase(
      "a contact that is an e-mail address without its scheme",
      .replace(
        "privacy_policy:", by: "security_contact: s@example.org\nprivacy_policy:", in: .forum),
      expecting: """
        content/forum.yml:9:19: error: 'security_contact' must be an address such as \
        mailto:security@example.org, https://example.org/security or tel:+44-8081-570000, not \
        's@example.org'; did you mean 'mailto:s@example.org'?
        """),
    InvalidInputCase(
      "a security contact over http",
      .replace(
        "privacy_policy:", by: "security_contact: http://example.org/s\nprivacy_policy:", in: .forum
      ),
      expecting: """
        content/forum.yml:9:19: error: 'security_contact' must be an address such as \
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
        content/forum.yml:9:19: warning: security.txt and robots.txt only work at the root of a \
        host, but this forum is below /forum; publish your own at the root, and delete \
        'security_contact'
        """),
    InvalidInputCase(
      "brackets in forum.yml that are never closed",
      .replace(
        "{days: mon-fri, open: \"09:00\", close: \"16:00\"}", by: "{days: mon-fri, open: \"09:00\"",
        in: .forum),
      expecting: """
        content/forum.yml:8:7: error: the '}' of this '{' is missing, or a ',' between its keys
        """),
  ]
}
