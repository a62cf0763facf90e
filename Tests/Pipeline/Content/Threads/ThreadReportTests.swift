import Diagnostics
import PipelineFixtures
import Testing

@testable import Content

@Suite struct ThreadReportTests {
  private static let notADate = "is not a date; write"

  /// Each line is added to a first block that is valid without it.
  @Test(arguments: [
    ("dat: x", "5:1: error: unknown key 'dat' in a thread; did you mean 'date'?"),
    ("subject: x", "5:1: error: unknown key 'subject' in a thread; " + threadKeys),
    ("accepted: true", "5:1: error: unknown key 'accepted' in a thread; " + threadKeys),
    ("Status: open", "5:1: error: unknown key 'Status' in a thread; did you mean 'status'?"),
    ("status: done", "5:9: error: 'status' must be open or closed, not 'done'"),
    (
      "status: close",
      "5:9: error: 'status' must be open or closed, not 'close'; did you mean "
        + "'closed'?"
    ),
    ("pinned: yes", "5:9: error: 'pinned' must be true or false, not 'yes'; did you mean 'true'?"),
    (
      "draft: False",
      "5:8: error: 'draft' must be true or false, not 'False'; did you mean 'false'?"
    ),
    ("draft: 0", "5:8: error: 'draft' must be true or false, not '0'; did you mean 'false'?"),
    ("draft: perhaps", "5:8: error: 'draft' must be true or false, not 'perhaps'"),
    ("tags: surgery", "5:7: error: 'tags' must be a list, as in '[first, second]'; this is text"),
    (
      "tags: {a: b}",
      "5:7: error: 'tags' must be a list, as in '[first, second]'; this is a group "
        + "of 'key: value' lines"
    ),
    ("tags: [a, [b]]", "5:11: error: each item of 'tags' must be text; this is a list"),
    ("tags: [a, '']", "5:11: error: this item of 'tags' is empty; write a text or delete the item"),
    ("aliases: x", "5:10: error: 'aliases' must be a list, as in '[first, second]'; this is text"),
    ("slug: [a]", "5:7: error: 'slug' must be text; this is a list"),
    (
      "content_note: {a: b}",
      "5:15: error: 'content_note' must be text; this is a group of 'key: "
        + "value' lines"
    ),
    ("edited: soon", "5:9: error: 'soon' \(notADate) 'edited' as 2022-05-31 or 2022-05-31T19:42"),
    (
      "reviewed: 2022-02-30",
      "5:11: error: '2022-02-30' \(notADate) 'reviewed' as 2022-05-31 or 2022-05-31T19:42"
    ),
    ("title: again", "5:1: error: 'title' is written twice; delete one"),
    ("removed: [x]", "5:10: error: 'removed' must be text; this is a list"),
    ("? [a]\n: b", "5:3: error: a key cannot have brackets or braces around it"),
  ]) func aWrongLineOfTheFirstBlock(line: String, expected: String) throws {
    let (document, report) = try readThread(
      "---\ntitle: t\nauthor: a\ndate: 2022-05-31\n\(line)\n---\nx\n")
    #expect(document == nil)
    #expect(report == "\(expected)\n")
  }

  @Test(arguments: [
    ("title: t", "9:1: error: unknown key 'title' in a reply; " + replyKeys),
    ("tags: [a]", "9:1: error: unknown key 'tags' in a reply; " + replyKeys),
    ("subjct: a", "9:1: error: unknown key 'subjct' in a reply; did you mean 'subject'?"),
    ("accepted: 1", "9:11: error: 'accepted' must be true or false, not '1'; did you mean 'true'?"),
    ("author: c", "9:1: error: 'author' is written twice; delete one"),
    ("date: 2022-06-02", "9:1: error: 'date' is written twice; delete one"),
    ("edited: [a]", "9:9: error: 'edited' must be text; this is a list"),
    (
      "a: b: c",
      "9:5: error: there is a second ': ' in this line; put quotes around text that contains ': ', "
        + "and begin all keys in the same column"
    ),
    ("subject: \"a", "9:10: error: the closing quote is missing"),
  ]) func aWrongLineOfAReply(line: String, expected: String) throws {
    let (document, report) = try readThread(
      "---\ntitle: t\nauthor: a\ndate: 2022-05-31\n---\nx\n---\nauthor: b\n\(line)\n"
        + "date: 2022-06-01\n---\ny\n")
    #expect(document == nil)
    let moved = ["author", "date"].contains { line.hasPrefix("\($0):") }
    let location = line.hasPrefix("date") ? expected.replacing("9:1:", with: "10:1:") : expected
    #expect(report == "\(moved ? location : expected)\n")
  }

  @Test(arguments: [
    (
      "---\nauthor: a\ndate: 2022-05-31\n---\nx",
      "1:1: error: a thread needs 'title', as in 'title: Results, and what they mean'"
    ),
    (
      "---\ntitle:\nauthor: a\ndate: 2022-05-31\n---\nx",
      "2:1: error: a thread needs 'title', as in 'title: Results, and what they mean'"
    ),
    (
      "---\ntitle: t\ndate: 2022-05-31\n---\nx",
      "1:1: error: a thread needs 'author', as in 'author: Wren'"
    ),
    (
      "---\ntitle: t\nauthor: ''\ndate: 2022-05-31\n---\nx",
      "3:1: error: a thread needs 'author', as in 'author: Wren'"
    ),
    (
      "---\ntitle: t\nauthor: a\n---\nx",
      "1:1: error: a thread needs 'date', as in 'date: 2022-05-31T19:42'"
    ),
    (
      "---\ntitle: t\nauthor: [a]\ndate: 2022-05-31\n---\nx",
      "3:9: error: 'author' must be text; this is a list"
    ),
    (
      "---\ntitle: t\nauthor: a\ndate: 31.05.2022\n---\nx",
      "4:7: error: '31.05.2022' \(notADate) 'date' as 2022-05-31 or 2022-05-31T19:42"
    ),
    (
      "---\ntitle: t\nauthor: ' a'\ndate: 2022-05-31\n---\nx",
      "3:9: error: a member's name must not begin or end with a space; delete the space"
    ),
    (
      "---\ntitle: t\nauthor: \"a\\nb\"\ndate: 2022-05-31\n---\nx",
      "3:9: error: a member's name must be on one line"
    ),
    (
      "---\ntitle: t\nauthor: \"a\\Lb\"\ndate: 2022-05-31\n---\nx",
      "3:9: error: a member's name must be on one line"
    ),
    (
      "---\n---\nx",
      "1:1: error: there is no 'key: value' between the two lines '---'; a thread needs 'title', "
        + "'author' and 'date'"
    ),
    (
      "---\n# title: t\n---\nx",
      "1:1: error: there is no 'key: value' between the two lines '---'; a thread needs 'title', "
        + "'author' and 'date'"
    ),
    ("---\n- a\n---\nx", "2:1: error: write a thread as lines of 'key: value'; this is a list"),
    ("---\ntext\n---\nx", "2:1: error: write a thread as lines of 'key: value'; this is text"),
    (
      "---\ntitle: t\nauthor: a\ndate: 2022-05-31\n---\n \n\t\r\n",
      "1:1: error: this post has no text; write it below the '---', or add 'removed:' with the "
        + "reason why it was removed"
    ),
    (
      "---\ntitle: t\nauthor: a\ndate: 2022-05-31\nremoved:\n---\n",
      "1:1: error: this post has no text; write it below the '---', or add 'removed:' with the "
        + "reason why it was removed"
    ),
  ]) func aWrongFirstPost(text: String, expected: String) throws {
    let (document, report) = try readThread(text)
    #expect(document == nil)
    #expect(report == "\(expected)\n")
  }
}

private let threadKeys =
  "use author, date, content_note, edited, reviewed, removed, title, tags, status, "
  + "pinned, draft, slug or aliases"

private let replyKeys =
  "use author, date, content_note, edited, reviewed, removed, subject or accepted"
