import Diagnostics
import PipelineFixtures
import Testing

@testable import Content

/// The required keys of forum.yml.
let requiredForumLines = [
  "title": "title: Example", "url": "url: https://community.example.org/forum",
  "disclaimer": "disclaimer: No advice.",
  "helpline": "helpline: {name: Line, phone: 08081 570000, hours: [{days: mon-fri, "
    + "open: \"09:00\", close: \"16:00\"}]}",
]

/// Reads a forum.yml that has the lines `more`, then the required keys. `replaced` gives other
/// lines for required keys. An empty line removes the key.
func readForum(
  _ more: String = "", _ replaced: [String: String] = [:]
) throws -> (settings: ForumSettings?, report: String) {
  var required = requiredForumLines
  for (key, line) in replaced { required[key] = line.isEmpty ? nil : line }
  let lines = (more.isEmpty ? [] : [more]) + required.keys.sorted().compactMap { required[$0] }
  let fixture = try Fixture(["forum.yml": lines.joined(separator: "\n") + "\n"])
  let (content, report) = try fixture.read()
  return (content?.settings, report.replacing("content/forum.yml:", with: ""))
}

@Suite struct ForumSettingsTests {
  @Test(arguments: ["'[a]: /x'", "'&nbsp;'", "'#'", "'***'", "'![](/static/a.png)'", "\"\\u200b\""])
  func aDisclaimerWithoutVisibleTextIsAnError(text: String) throws {
    let (settings, report) = try readForum("", ["disclaimer": "disclaimer: \(text)"])
    #expect(settings == nil)
    #expect(report.hasPrefix("1:13: error: 'disclaimer' has no text that a page can show"))
  }

  @Test(arguments: ["BST", "IST", "PST", "GMT+1", "UTC+1"])
  func abbreviationsAreNotTimeZones(name: String) throws {
    let (_, report) = try readForum("time_zone: \(name)")
    #expect(report.hasPrefix("1:12: error: unknown time zone '\(name)'"))
  }

  @Test func missingKeysHaveTheirDefaults() throws {
    let (settings, report) = try readForum()
    let forum = try #require(settings)
    #expect(report == "")
    #expect(forum.title == "Example")
    #expect(forum.url.absolute("/x") == "https://community.example.org/x")
    #expect(forum.url.path == "/forum")
    #expect(forum.description == "" && forum.language == "en-GB")
    #expect(forum.zone.name == "Europe/London")
    #expect(forum.threadsPerPage == 30 && forum.postsPerPage == 20)
    #expect(forum.postOrder == .oldestFirst && forum.adviceReviewMonths == 24)
    #expect(forum.securityContact == nil && forum.privacyPolicy == nil)
    #expect(forum.roles.isEmpty && forum.ranks.isEmpty && forum.otherSupport.isEmpty)
    #expect(forum.helpline.hours == [OpeningHours(days: [0, 1, 2, 3, 4], open: 540, close: 960)])
    #expect(forum.helpline.relayPrefix == nil && forum.helpline.callbackURL == nil)
    #expect(forum.helpline.note == nil && forum.helpline.closures.isEmpty)
  }

  @Test func everyKeyIsRead() throws {
    let more = """
      description: About
      language: cy
      time_zone: Asia/Kolkata
      other_support: [{name: Crisis, phone: 116 123, url: "https://x.example", note: free}]
      privacy_policy: pages/privacy-policy.md
      roles: {nurse: {label: Breast Care Nurse, official: true}, host: {label: Host}}
      ranks: [{posts: 100, label: Old hand}, {posts: 10, label: Regular}]
      threads_per_page: 10
      posts_per_page: 5
      post_order: newest-first
      advice_review_after: 2 years
      security_contact: mailto:s@example.org
      """
    let atRoot = ["url": "url: https://community.example.org"]
    let (settings, report) = try readForum(more, atRoot)
    let forum = try #require(settings)
    #expect(report == "")
    #expect(forum.description == "About" && forum.language == "cy")
    #expect(forum.zone.name == "Asia/Kolkata")
    #expect(forum.otherSupport.first?.phone?.dialString == "116123")
    #expect(forum.otherSupport.first?.url == "https://x.example")
    #expect(forum.privacyPolicy?.text == "pages/privacy-policy.md")
    #expect(forum.roles.map(\.isOfficial) == [true, false])
    #expect(forum.ranks.map(\.posts) == [10, 100])
    #expect(forum.threadsPerPage == 10 && forum.postsPerPage == 5)
    #expect(forum.postOrder == .newestFirst && forum.adviceReviewMonths == 24)
    #expect(forum.securityContact == "mailto:s@example.org")
  }

  @Test(arguments: [
    ("titel: x", "1:1: error: unknown key 'titel' in forum.yml; did you mean 'title'?"),
    ("timezone: UTC", "1:1: error: unknown key 'timezone' in forum.yml; did you mean 'time_zone'?"),
    (
      "colour: red",
      "1:1: error: unknown key 'colour' in forum.yml; use title, url, description, language, "
        + "time_zone, disclaimer, helpline, other_support, privacy_policy, roles, ranks, "
        + "threads_per_page, posts_per_page, post_order, advice_review_after or security_contact"
    ),
    (
      "time_zone: Europe/Londn",
      "1:12: error: unknown time zone 'Europe/Londn'; write one such as Europe/London; did you "
        + "mean 'Europe/London'?"
    ),
    (
      "language: English",
      "1:11: error: 'language' must be a language code such as en-GB or cy, "
        + "not 'English'"
    ),
    (
      "language: en_GB",
      "1:11: error: 'language' must be a language code such as en-GB or cy, not "
        + "'en_GB'"
    ),
    (
      "language: 12-34",
      "1:11: error: 'language' must be a language code such as en-GB or cy, not "
        + "'12-34'"
    ),
    (
      "language: '\"><x'",
      "1:11: error: 'language' must be a language code such as en-GB or cy, "
        + "not '\"><x'"
    ),
    (
      "threads_per_page: 0",
      "1:19: error: 'threads_per_page' must be a whole number from 1 to 1000, not '0'"
    ),
    (
      "posts_per_page: 1001",
      "1:17: error: 'posts_per_page' must be a whole number from 1 to 1000, not '1001'"
    ),
    (
      "posts_per_page: +5",
      "1:17: error: 'posts_per_page' must be a whole number from 1 to 1000, not '+5'"
    ),
    (
      "posts_per_page: 2.5",
      "1:17: error: 'posts_per_page' must be a whole number from 1 to 1000, not '2.5'"
    ),
    (
      "posts_per_page: 99999999999999999999",
      "1:17: error: 'posts_per_page' must be a whole number from 1 to 1000, not "
        + "'99999999999999999999'"
    ),
    (
      "post_order: newest",
      "1:13: error: 'post_order' must be oldest-first or newest-first, not 'newest'"
    ),
    (
      "post_order: newest first",
      "1:13: error: 'post_order' must be oldest-first or newest-first, not 'newest first'; did you "
        + "mean 'newest-first'?"
    ),
    (
      "advice_review_after: 24",
      "1:22: error: 'advice_review_after' must be a period such as '24 months' or '2 years', not "
        + "'24'"
    ),
    (
      "advice_review_after: +24 months",
      "1:22: error: 'advice_review_after' must be a period such as '24 months' or '2 years', not "
        + "'+24 months'"
    ),
    (
      "advice_review_after: 0 months",
      "1:22: error: 'advice_review_after' must be a period such as '24 months' or '2 years', not "
        + "'0 months'"
    ),
    (
      "roles: [nurse]",
      "1:8: error: write each role in 'roles' as in 'nurse: {label: Breast Care Nurse, official: "
        + "true}'"
    ),
    (
      "roles: {nurse: Nurse}",
      "1:16: error: write a role as lines of 'key: value'; this is text"
    ),
    (
      "roles: {nurse: {official: true}}",
      "1:16: error: a role needs 'label', as in 'label: Breast Care Nurse'"
    ),
    (
      "roles: {nurse: {label: N, offical: true}}",
      "1:27: error: unknown key 'offical' in a role; did you mean 'official'?"
    ),
    (
      "roles: {nurse: {label: N, official: yes}}",
      "1:37: error: 'official' must be true or false, not 'yes'; did you mean 'true'?"
    ),
    (
      "ranks: {posts: 1}",
      "1:8: error: 'ranks' must be a list, as in '[first, second]'; this is a group of 'key: "
        + "value' lines"
    ),
    ("ranks: [{label: R}]", "1:9: error: a rank needs 'posts', as in 'posts: 10'"),
    ("ranks: [{posts: '', label: R}]", "1:10: error: a rank needs 'posts', as in 'posts: 10'"),
    ("ranks: [{posts: 1}]", "1:9: error: a rank needs 'label', as in 'label: Regular'"),
    (
      "ranks: [{posts: -1, label: R}]",
      "1:17: error: 'posts' must be a whole number from 0 to 10000000, not '-1'"
    ),
    (
      "other_support: [{phone: 116 123}]",
      "1:17: error: a support line needs 'name', as in 'name: Example Crisis Line'"
    ),
    (
      "other_support: [{name: a, phone: none}]",
      "1:34: error: 'none' is not a telephone number; write its digits, as in 08081 570000"
    ),
    (
      "other_support: [{name: a, url: javascript:x}]",
      "1:32: error: 'url' must be an address that begins with https://, not 'javascript:x'"
    ),
    (
      "other_support: Samaritans",
      "1:16: error: 'other_support' must be a list, as in '[first, second]'; this is text"
    ),
    ("description: [a]", "1:14: error: 'description' must be text; this is a list"),
  ]) func aWrongLineIsReported(line: String, expected: String) throws {
    #expect(try readForum(line).report == "\(expected)\n")
  }

  @Test(arguments: [
    ("title", "", "1:1: error: forum.yml needs 'title', as in 'title: Example Community'"),
    ("title", "title:", "3:1: error: forum.yml needs 'title', as in 'title: Example Community'"),
    ("url", "", "1:1: error: forum.yml needs 'url', as in 'url: https://example.org'"),
    (
      "disclaimer", "",
      "1:1: error: forum.yml needs 'disclaimer', as in 'disclaimer: Nothing here replaces the advice "
        + "of your own team.'"
    ),
    (
      "helpline", "",
      "1:1: error: forum.yml needs 'helpline', as in 'helpline: {name: …, phone: …, hours: […]}'"
    ),
    (
      "helpline", "helpline:",
      "2:1: error: forum.yml needs 'helpline', as in 'helpline: {name: …, phone: …, hours: […]}'"
    ),
    (
      "url", "url: example.org",
      "4:6: error: 'url' must be a complete address such as https://example.org/forum, not "
        + "'example.org'"
    ),
    (
      "url", "url: https://example.org/?a",
      "4:6: error: 'url' must be a complete address such as https://example.org/forum, not "
        + "'https://example.org/?a'"
    ),
    ("title", "title: [a]", "3:8: error: 'title' must be text; this is a list"),
  ]) func missingKeysAreReported(key: String, line: String, expected: String) throws {
    let (settings, report) = try readForum("", [key: line])
    #expect(settings == nil)
    #expect(report == "\(expected)\n")
  }

  @Test(arguments: ["", "# nothing yet\n", "---\n"]) func anEmptyFileIsReported(text: String) throws
  {
    let (content, report) = try Fixture(["forum.yml": text]).read()
    #expect(content == nil)
    #expect(
      report
        == "content/forum.yml:1:1: error: forum.yml is empty; it needs at least 'title', 'url', "
        + "'disclaimer' and 'helpline'\n")
  }

  @Test func emptyMappingsAndListsCountAsMissing() throws {
    let (settings, report) = try readForum("roles:\nranks:\nother_support:\nlanguage:\ntime_zone:")
    #expect(report == "")
    #expect(settings?.language == "en-GB")
  }
}
