import Diagnostics
import PipelineFixtures
import Testing

@testable import Content

@Suite struct ThreadReportTests {
  private static let notADate = "is no date that the calendar has; write"

  /// Each line is added to a first block that is valid without it.
  @Test(arguments: [
    ("dat: x", "5:1: error: 'dat' is no key of a thread; did you mean 'date'?"),
    ("subject: x", "5:1: error: 'subject' is no key of a thread; " + threadKeys),
    ("accepted: true", "5:1: error: 'accepted' is no key of a thread; " + threadKeys),
    ("Status: open", "5:1: error: 'Status' is no key of a thread; did you mean 'status'?"),
    ("status: done", "5:9: error: 'status' is open or closed, not 'done'"),
    (
      "status: close", "5:9: error: 'status' is open or closed, not 'close'; did you mean 'closed'?"
    ),
    ("pinned: yes", "5:9: error: 'pinned' is true or false, not 'yes'; did you mean 'true'?"),
    ("draft: False", "5:8: error: 'draft' is true or false, not 'False'; did you mean 'false'?"),
    ("draft: 0", "5:8: error: 'draft' is true or false, not '0'; did you mean 'false'?"),
    ("draft: perhaps", "5:8: error: 'draft' is true or false, not 'perhaps'"),
    ("tags: surgery", "5:7: error: 'tags' is a list, as in '[first, second]', not text"),
    ("tags: {a: b}", "5:7: error: 'tags' is a list, as in '[first, second]', not keys and values"),
    ("tags: [a, [b]]", "5:11: error: an item of 'tags' is text, not a list"),
    ("tags: [a, '']", "5:11: error: an item of 'tags' is empty"),
    ("aliases: x", "5:10: error: 'aliases' is a list, as in '[first, second]', not text"),
    ("slug: [a]", "5:7: error: 'slug' is text, not a list"),
    ("content_note: {a: b}", "5:15: error: 'content_note' is text, not keys and values"),
    ("edited: soon", "5:9: error: 'soon' \(notADate) 'edited' as 2022-05-31 or 2022-05-31T19:42"),
    (
      "reviewed: 2022-02-30",
      "5:11: error: '2022-02-30' \(notADate) 'reviewed' as 2022-05-31 or 2022-05-31T19:42"
    ),
    ("title: again", "5:1: error: 'title' stands here twice; keep one"),
    ("removed: [x]", "5:10: error: 'removed' is text, not a list"),
    ("? [a]\n: b", "5:3: error: a key is text, without brackets or braces around it"),
  ]) func aWrongLineOfTheFirstBlock(line: String, expected: String) throws {
    let (document, report) = try readThread(
      "---\ntitle: t\nauthor: a\ndate: 2022-05-31\n\(line)\n---\nx\n")
    #expect(document == nil)
    #expect(report == "\(expected)\n")
  }

  @Test(arguments: [
    ("title: t", "9:1: error: 'title' is no key of a reply; " + replyKeys),
    ("tags: [a]", "9:1: error: 'tags' is no key of a reply; " + replyKeys),
    ("subjct: a", "9:1: error: 'subjct' is no key of a reply; did you mean 'subject'?"),
    ("accepted: 1", "9:11: error: 'accepted' is true or false, not '1'; did you mean 'true'?"),
    ("author: c", "9:1: error: 'author' stands here twice; keep one"),
    ("date: 2022-06-02", "9:1: error: 'date' stands here twice; keep one"),
    ("edited: [a]", "9:9: error: 'edited' is text, not a list"),
    (
      "a: b: c",
      "9:5: error: a second ': ' in a line; put quotes around a value that holds ': ', "
        + "and begin all keys of a block in the same column"
    ),
    ("subject: \"a", "9:10: error: this quote is never closed"),
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
      "3:9: error: 'author' is text, not a list"
    ),
    (
      "---\ntitle: t\nauthor: a\ndate: 31.05.2022\n---\nx",
      "4:7: error: '31.05.2022' \(notADate) 'date' as 2022-05-31 or 2022-05-31T19:42"
    ),
    (
      "---\ntitle: t\nauthor: ' a'\ndate: 2022-05-31\n---\nx",
      "3:9: error: a member's name neither begins nor ends with a space"
    ),
    (
      "---\ntitle: t\nauthor: \"a\\nb\"\ndate: 2022-05-31\n---\nx",
      "3:9: error: a member's name stands on one line"
    ),
    (
      "---\ntitle: t\nauthor: \"a\\Lb\"\ndate: 2022-05-31\n---\nx",
      "3:9: error: a member's name stands on one line"
    ),
    (
      "---\n---\nx",
      "1:1: error: this block has no keys; a thread needs 'title', 'author' and 'date'"
    ),
    (
      "---\n# title: t\n---\nx",
      "1:1: error: this block has no keys; a thread needs 'title', 'author' and 'date'"
    ),
    ("---\n- a\n---\nx", "2:1: error: a thread is written as lines of 'key: value', not as a list"),
    ("---\ntext\n---\nx", "2:1: error: a thread is written as lines of 'key: value', not as text"),
    (
      "---\ntitle: t\nauthor: a\ndate: 2022-05-31\n---\n \n\t\r\n",
      "1:1: error: this post has no text; write it below the block, or say with 'removed:' why it "
        + "was taken away"
    ),
    (
      "---\ntitle: t\nauthor: a\ndate: 2022-05-31\nremoved:\n---\n",
      "1:1: error: this post has no text; write it below the block, or say with 'removed:' why it "
        + "was taken away"
    ),
  ]) func aWrongFirstPost(text: String, expected: String) throws {
    let (document, report) = try readThread(text)
    #expect(document == nil)
    #expect(report == "\(expected)\n")
  }
}

private let threadKeys =
  "it may have author, date, content_note, edited, reviewed, removed, title, tags, status, "
  + "pinned, draft, slug or aliases"

private let replyKeys =
  "it may have author, date, content_note, edited, reviewed, removed, subject or accepted"
