import Diagnostics
import PipelineFixtures
import Testing

@testable import Content
@testable import Survey

/// Warnings about telephone numbers in official posts that are not the forum's own.
@Suite struct OfficialNumberTests {
  private static let forum = """
    title: Example
    url: https://community.example.org
    disclaimer: No advice.
    helpline:
      name: Line
      phone: 08081 570142
      relay_prefix: "18001"
      hours: [{days: mon, open: "09:00", close: "16:00"}]
    other_support:
      - {name: Crisis, phone: "+44 8081 570220"}
      - {name: Samaritans, phone: 116 123}
    roles:
      nurse: {label: Nurse, official: true}
      host: {label: Host}

    """
  private static let members = """
    - {name: Nurse Zoë, role: nurse}
    - {name: Gwen, role: host}
    - {name: Old Nurse, role: nurse, former: true}

    """

  /// Returns the survey's diagnostics for a thread that Wren starts and `author` answers.
  private func report(
    _ body: String, by author: String = "Nurse Zoë", head: String = "",
    files: [String: String] = [:]
  ) throws -> String {
    let thread = """
      ---
      title: Title
      author: Wren
      date: 2025-05-31
      ---

      Ring 01632 960001?

      ---
      author: \(author)
      date: 2025-06-01
      \(head)---

      \(body)

      """
    let defaults = ["forum.yml": Self.forum, "members.yml": Self.members, "boards/b/t.md": thread]
    let fixture = try Fixture(defaults.merging(files) { $1 })
    let (tree, _) = try ContentTree.list(fixture.folder)
    var reader = ContentReader(tree, baseURL: nil) { _ in Day(daysSince1970: 20_500) }
    let reading = try reader.read()
    let survey = ThreadSurveyor(fixture.folder, reading.context, site: reading.site)
    return fixture.printed(try survey.summarise("boards/b/t.md").diagnostics)
      .replacing("content/boards/b/t.md:", with: "")
  }

  @Test(arguments: [
    ("Ring 01632 960999.", "14:6", "01632 960999"), ("(01632) 960 999", "14:1", "(01632) 960 999"),
    ("(01632 960999)", "14:2", "01632 960999"),
    ("+44 (0)1632 960999", "14:1", "+44 (0)1632 960999"),
    ("+1 555 010 0999!", "14:1", "+1 555 010 0999"),
    ("*0044 1632-960-999*", "14:2", "0044 1632-960-999"),
    ("01.23.45.67.89", "14:1", "01.23.45.67.89"),
    ("[Ring](tel:01632960999)", "14:12", "01632960999"),
    ("18001 01632 960999", "14:7", "01632 960999"),
    ("Tel:01632\u{A0}960999", "14:5", "01632\u{A0}960999"),
    ("0808 1570\n143 or so", "14:1", "0808 1570 143"),
    ("08081 570143 9am to 4pm", "14:1", "08081 570143"),
    ("- one: 01632 960999", "14:8", "01632 960999"),
    ("08081 570142 or 08081 570241", "14:17", "08081 570241"),
    ("+45 8081 570142", "14:1", "+45 8081 570142"),
    ("by 01.02.2026, 01632 960999", "14:16", "01632 960999"),
    ("`01632 960998` and 01632 960999", "14:20", "01632 960999"),
  ]) func otherNumbersAreAWarning(body: String, location: String, number: String) throws {
    #expect(
      try report(body)
        == "\(location): warning: '\(number)' in this official post is not one of the forum's "
        + "telephone numbers; check it, or add it to 'other_support' in forum.yml\n")
  }

  @Test(arguments: [
    "08081 570142", "(0808) 157-0142", "+44 8081 570142", "+44 (0)8081 570142", "00448081570142",
    "08081570220 and 0808 157 0220", "18001 08081 570142", "18001-08081 570142",
    "[us](tel:1800108081570142)",
    "[us](tel:+448081570142)", "116 123, 999, 111, 112, 0800 1111", "08081 570142 24 hours a day",
    "08081 570142\n2. Then 9", "08081 570142 / 08081 570220", "**08081 570142**",
    "On 01.02.2026 10.30, 03-02-2026 1530, 2026-02-01T09:00", "0.000000001 and 0.123456789 mg",
    "`01632 960999`", "```\n01632 960999\n```", "    01632 960999", "<https://e.org/01632960999>",
    "https://e.org/?n=01632960999 and www.e.org/a-0163296099", "[x](https://e.org/0163-296-0999)",
    "NHS number 943 476 5919", "a01632960999", "12-01632960999", "0163 2960 is too short",
    "0123456789012345678901 is none",
  ]) func ownNumbersAndOtherDigitsAreAccepted(body: String) throws {
    #expect(try report(body) == "")
  }

  @Test(arguments: ["NURSE ZOË", "Nurse Zoe\u{308}"])
  func namesAreComparedLikeMemberNames(author: String) throws {
    #expect(try report("01632 960999", by: author).contains("'01632 960999'"))
  }

  /// Authors without an official role: an unlisted member, a host, a former nurse, and a name that
  /// is only a prefix of a nurse's.
  @Test(arguments: ["Wren", "Gwen", "Old Nurse", "Nurse Zo"])
  func authorsWithoutOfficialRoleAreNotChecked(author: String) throws {
    #expect(try report("01632 960999", by: author) == "")
  }

  @Test func removedPostIsNotChecked() throws {
    #expect(try report("01632 960999", head: "removed: Wrong number\n") == "")
  }

  @Test func eachNumberIsReportedOncePerPost() throws {
    let report = try report("01632 960999, again 01632 960999, and 01632 960998")
    #expect(report.split(separator: "\n").count == 2)
  }

  /// Errors in forum.yml and members.yml are reported for those files. They must not cause
  /// warnings about numbers as well.
  @Test(arguments: [
    ["members.yml": "- {name: Nurse Zoë, role: nuse}\n"], ["members.yml": "- 1\n- {role: nurse}\n"],
    ["members.yml": "{"],
    ["members.yml": "- {name: Nurse Zoë}\n- {name: nurse zoë, role: nurse}\n"],
    ["forum.yml": forum.replacing("08081 570142", with: "0808 NONE")],
    ["forum.yml": forum.replacing("+44 8081 570220", with: "none")],
    ["forum.yml": forum.replacing("official: true", with: "oficial: true")], ["forum.yml": "a"],
  ]) func errorsInSettingsCauseNoNumberWarnings(files: [String: String]) throws {
    #expect(try report("01632 960999", files: files) == "")
  }

  /// Cached surveys become stale if the forum's numbers or its official members change.
  @Test func cacheKeyDependsOnOfficialNamesAndNumbers() throws {
    let zone = TimeZoneTable.utc
    let site = try #require(BaseURL("https://community.example.org"))
    func key(_ forum: String, _ members: String) throws -> String {
      let fixture = try Fixture(["forum.yml": forum, "members.yml": members])
      let (tree, _) = try ContentTree.list(fixture.folder)
      var reader = ContentReader(tree, baseURL: nil) { _ in Day(daysSince1970: 20_500) }
      let official = try reader.read().context.official
      let rules = ReadingContext(zone: zone, today: Day(daysSince1970: 1), official: official)
      return "\(SurveyCache.key(rules, site, program: "1", "c"))"
    }
    let plain = try key(Self.forum, Self.members)
    let bio = Self.members.replacing("role: host", with: "role: host, bio: Hello")
    #expect(try key(Self.forum.replacing("Line", with: "Lines"), bio) == plain)
    for forum in [
      Self.forum.replacing("570142", with: "570143"),
      Self.forum.replacing("570220", with: "570221"),
      Self.forum.replacing("18001", with: "18002"),
      Self.forum.replacing("Host", with: "Host, official: true"),
    ] {
      #expect(try key(forum, Self.members) != plain)
    }
    #expect(try key(Self.forum, Self.members.replacing("role: host", with: "role: nurse")) != plain)
    #expect(try key(Self.forum, Self.members.replacing(", former: true", with: "")) != plain)
  }
}
