import Testing

/// Errors in the helpline and support lines of forum.yml.
@Suite struct BrokenHelplineTests {
  @Test(arguments: cases)
  func reportsExactly(_ invalid: InvalidInputCase) throws { try invalid.check() }

  static let cases = [
    InvalidInputCase(
      "no helpline",
      .replace(
        """
        helpline:
          name: Harbour Helpline
          phone: "08081 570000"
          hours:
            - {days: mon-fri, open: "09:00", close: "16:00"}

        """, by: "", in: .forum),
      expecting: """
        content/forum.yml:1:1: error: forum.yml needs 'helpline', as in 'helpline: {name: …, \
        phone: …, hours: […]}'
        """),
    InvalidInputCase(
      "a helpline without name, phone and hours",
      .replace(
        """
        helpline:
          name: Harbour Helpline
          phone: "08081 570000"
          hours:
            - {days: mon-fri, open: "09:00", close: "16:00"}

        """,
        by: """
          helpline:
            note: Ring us.

          """, in: .forum),
      expecting: """
        content/forum.yml:5:3: error: the helpline needs 'hours', as in 'hours: [{days: mon-fri, \
        open: "09:00", close: "16:00"}]'
        content/forum.yml:5:3: error: the helpline needs 'name', as in 'name: Example Helpline'
        content/forum.yml:5:3: error: the helpline needs 'phone', as in 'phone: 08081 570000'
        """),
    InvalidInputCase(
      "a phone number without digits",
      .replace("\"08081 570000\"", by: "\"0808 HARBOUR\"", in: .forum),
      expecting: """
        content/forum.yml:6:10: error: '0808 HARBOUR' is not a telephone number; write its digits, \
        as in 08081 570000
        """),
    InvalidInputCase(
      "an unknown weekday",
      .replace("mon-fri", by: "mon-friday", in: .forum),
      expecting: """
        content/forum.yml:8:14: error: unknown day 'friday'; write mon, tue, wed, thu, fri, sat or \
        sun, or a range such as mon-fri; did you mean 'fri'?
        """),
    InvalidInputCase(
      "a time without a colon",
      .replace("\"09:00\"", by: "\"9am\"", in: .forum),
      expecting: """
        content/forum.yml:8:29: error: 'open' must be a time such as "09:00", not '9am'
        """),
    InvalidInputCase(
      "hours that end before they begin",
      .replace("\"16:00\"", by: "\"04:00\"", in: .forum),
      expecting: """
        content/forum.yml:8:45: error: 'close' must be later than 'open', and at the latest "24:00"
        """),
    InvalidInputCase(
      "hours that overlap",
      .replace(
        "close: \"16:00\"}",
        by: """
          close: "16:00"}
              - {days: [wed, sat], open: "15:00", close: "18:00"}
          """, in: .forum),
      expecting: """
        content/forum.yml:9:7: error: these hours overlap other hours on wed above; correct one of \
        them
        """),
    InvalidInputCase(
      "a closure without a reason, and one with an invalid date",
      .replace(
        "close: \"16:00\"}",
        by: """
          close: "16:00"}
            closures:
              - {date: 2026-12-25}
              - {date: Christmas, reason: Christmas}
          """, in: .forum),
      expecting: """
        content/forum.yml:10:7: error: a closure needs 'reason', as in 'reason: Christmas Day'
        content/forum.yml:11:14: error: 'Christmas' is not a date; write 'date' as 2026-12-25
        """),
    InvalidInputCase(
      "closures that are all in the past",
      .replace(
        "close: \"16:00\"}",
        by: """
          close: "16:00"}
            closures: [{date: 2026-08-31, reason: Summer bank holiday}]
          """, in: .forum),
      isStrict: true,
      expecting: """
        content/forum.yml:9:3: warning: all dates in 'closures' are in the past, the last is \
        2026-08-31; add the next ones, or delete 'closures'
        """),
    InvalidInputCase(
      "an unknown telephone number in an official post",
      .put(
        "---\ntitle: T\nauthor: Nurse Joan\ndate: 2026-01-01\n---\n\nRing 08081 570009.\n",
        at: "boards/surgery/ring.md"),
      isStrict: true,
      expecting: """
        content/boards/surgery/ring.md:7:6: warning: '08081 570009' in this official post is not \
        one of the forum's telephone numbers; check it, or add it to \
        'other_support' in forum.yml
        """),
    InvalidInputCase(
      "a callback address without a scheme",
      .replace(
        "  hours:\n",
        by: """
            callback_url: www.example.org/call
            hours:

          """, in: .forum),
      expecting: """
        content/forum.yml:7:17: error: 'callback_url' must be an address that begins with \
        https://, not 'www.example.org/call'
        """),
    InvalidInputCase(
      "an unknown key of the helpline",
      .replace(
        "  hours:\n",
        by: """
            fax: 08081 570001
            hours:

          """, in: .forum),
      expecting: """
        content/forum.yml:7:3: error: unknown key 'fax' in the helpline; use name, phone, hours, \
        relay_prefix, callback_url, note or closures
        """),
    InvalidInputCase(
      "a support line without a name",
      .replace(
        "privacy_policy:",
        by: """
          other_support:
            - {phone: "116 123"}
          privacy_policy:
          """, in: .forum),
      expecting: """
        content/forum.yml:10:5: error: a support line needs 'name', as in 'name: Example Crisis \
        Line'
        """),
  ]
}
