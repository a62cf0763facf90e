import PipelineFixtures
import TestSupport
import Testing

@testable import Content

@Suite struct SynonymTests {
  private func read(_ text: String) throws -> (found: [Synonym], report: String) {
    let (content, report) = try readCommunity(["synonyms.yml": text])
    let sets = try #require(content?.synonyms)
    return (sets.flatMap(\.synonyms), report)
  }

  @Test func sameWordsAreTwoWaySynonyms() throws {
    let (found, report) = try read("- same: [hair loss, alopecia, bald]\n")
    #expect(report == "")
    #expect(
      found == [
        Synonym(words: ["hair loss"], means: ["alopecia", "bald"]),
        Synonym(words: ["alopecia"], means: ["hair loss", "bald"]),
        Synonym(words: ["bald"], means: ["hair loss", "alopecia"]),
      ])
  }

  @Test func wordsWithMeaningsAreOneWaySynonyms() throws {
    let (found, report) = try read(
      "- words: [the red devil, red devil]\n  means: [epirubicin]\n- {words: [5], means: [No]}\n")
    #expect(report == "")
    #expect(
      found == [
        Synonym(words: ["the red devil", "red devil"], means: ["epirubicin"]),
        Synonym(words: ["5"], means: ["No"]),
      ])
  }

  @Test func aWordMayHaveSeveralEntries() throws {
    let (found, report) = try read(
      "- same: [chemo, chemotherapy]\n- {words: [chemo], means: [cytotoxic]}\n"
        + "- {words: [cytotoxic], means: [chemo]}\n- {words: [drip], means: [chemo]}\n")
    #expect(report == "")
    #expect(found.count == 5)
  }

  @Test func theFileIsOptional() throws {
    let (content, report) = try readCommunity([:])
    #expect(report == "")
    #expect(content?.synonyms.isEmpty == true && content?.supportWords.isEmpty == true)
  }

  @Test(arguments: ["", "# none yet\n", "[]\n", "---\n", "\u{FEFF}\r\n"])
  func anEmptyFileHasNoEntries(text: String) throws {
    let (content, report) = try readCommunity(["synonyms.yml": text, "support-words.yml": text])
    #expect(report == "")
    #expect(content?.synonyms.isEmpty == true && content?.supportWords.isEmpty == true)
  }

  @Test(arguments: [
    (
      "same: [a, b]",
      "1:1: error: synonyms.yml must be a list; begin each item as in '- same: [hair loss, "
        + "alopecia]'"
    ),
    ("- a", "1:3: error: write a synonym as lines of 'key: value'; this is text"),
    ("- sam: [a, b]", "1:3: error: unknown key 'sam' in a synonym; did you mean 'same'?"),
    (
      "- words: [a]\n  mean: [b]",
      "2:3: error: unknown key 'mean' in a synonym; did you mean 'means'?"
    ),
    (
      "- colour: [a]",
      "1:3: error: a synonym needs 'same', as in 'same: [hair loss, alopecia]'\n"
        + "content/synonyms.yml:1:3: error: unknown key 'colour' in a synonym; use same, words "
        + "or means"
    ),
    ("- {}", "1:3: error: a synonym needs 'same', as in 'same: [hair loss, alopecia]'"),
    (
      "- same: []", "1:3: error: 'same' is empty; add words, as in 'same: [hair loss, alopecia]'"
    ),
    (
      "- same: [a]",
      "1:3: error: 'same' needs at least two words, as in 'same: [hair loss, alopecia]'"
    ),
    (
      "- words: [a]",
      "1:3: error: a synonym needs 'means', as in '{words: [the red devil], means: [epirubicin]}'"
    ),
    (
      "- {words: [], means: [b]}",
      "1:4: error: 'words' is empty; add words, as in '{words: [the red devil], means: "
        + "[epirubicin]}'"
    ),
    (
      "- {same: [a, b], means: [c]}",
      "1:3: error: an entry has either 'same' (each word means the others) or 'words' and 'means' "
        + "(one way); make this two entries"
    ),
    (
      "- {words: red devil, means: [b]}",
      "1:11: error: 'words' must be a list, as in '[first, second]'; this is text"
    ),
    (
      "- same: [a, {b: c}]",
      "1:13: error: each item of 'same' must be text; this is a group of 'key: "
        + "value' lines"
    ),
    (
      "- same: [a, b, '']",
      "1:16: error: this item of 'same' is empty; write a text or delete the "
        + "item"
    ),
    (
      "- same: [a, b, '+']",
      "1:16: error: '+' has no letter or digit; write a word or delete the item"
    ),
    ("- same: [a, b, a]", "1:16: error: 'a' is twice in 'same'; delete one"),
    (
      "- same: [Hot Flush, b, hot-flush]",
      "1:24: error: 'hot-flush' is twice in 'same' (as 'Hot Flush'); delete one"
    ),
    (
      "- {words: [a, b], means: [c, B]}",
      "1:30: error: 'B' is in both 'words' and 'means'; delete one, or use 'same' if the words "
        + "mean each other"
    ),
    (
      "- same: [a, b]\n- {words: [x, A], means: [b]}",
      "2:15: error: an entry above already says that 'A' means 'b'; delete one"
    ),
    (
      "- {words: [a], means: [b]}\n- same: [b, a]",
      "2:13: error: an entry above already says that 'a' means 'b'; delete one"
    ),
    (
      "- {words: [a], means: [b]}\n- same: [a, b]",
      "2:13: error: an entry above already says that 'a' means 'b'; delete one"
    ),
    (
      "- same: [a, b, c]\n- same: [x, c, a]",
      "2:16: error: an entry above already says that 'a' means 'c'; delete one"
    ),
  ]) func aWrongEntryIsReported(text: String, expected: String) throws {
    let (_, report) = try readCommunity(["synonyms.yml": text])
    #expect(report == "content/synonyms.yml:\(expected)\n")
  }

  @Test func limitsAreReported() throws {
    let many = (0...50).map { "w\($0)" }.joined(separator: ", ")
    let (_, report) = try readCommunity(["synonyms.yml": "- same: [\(many)]"])
    #expect(
      report == "content/synonyms.yml:1:3: error: 'same' has more than 50 words; make it several "
        + "entries\n")
    let long = String(repeating: "a", count: 101)
    let (_, other) = try readSupportWords("- \(long)")
    #expect(
      other == "content/support-words.yml:1:3: error: this phrase is longer than 100 characters; "
        + "make it several items\n")
  }

  @Test func aLongFileIsReadQuickly() throws {
    let entries = (0..<20_000).map { "- same: [word \($0), other \($0), third \($0)]\n" }.joined()
    try expectQuick {
      let (found, report) = try read(entries)
      #expect(report == "" && found.count == 60_000)
    }
  }
}

@Suite struct SupportWordTests {
  @Test func eachItemIsAWordOrPhrase() throws {
    let (content, report) = try readSupportWords(
      "- suicide\n- don't want to be here\n- 'No'\n- 999\n")
    #expect(report == "")
    #expect(content?.supportWords == ["suicide", "don't want to be here", "No", "999"])
  }

  @Test(arguments: [
    (
      "suicide",
      "1:1: error: support-words.yml must be a list; begin each item as in '- cannot go on'"
    ),
    (
      "- help: me",
      "1:3: error: each item of support-words.yml must be a word or phrase; this is a group of "
        + "'key: value' lines; put it in quotes"
    ),
    (
      "- [a, b]",
      "1:3: error: each item of support-words.yml must be a word or phrase; this is a list; put it "
        + "in quotes"
    ),
    ("-\n- a", "1:2: error: this item of the list is empty; write a word or delete the item"),
    (
      "- suicide\n  - kill myself\n- overdose",
      "1:3: error: 'suicide - kill myself' is read as one phrase with a dash; if these are several "
        + "items, begin each '- ' in the same column"
    ),
    ("- '…'", "1:3: error: '…' has no letter or digit; write a word or delete the item"),
    (
      "- Can't go on\n- can’t go on",
      "2:3: error: 'can’t go on' is twice in support-words.yml (as 'Can't go on'); delete one"
    ),
  ]) func aWrongItemIsReported(text: String, expected: String) throws {
    let (_, report) = try readSupportWords(text)
    #expect(report == "content/support-words.yml:\(expected)\n")
  }

  @Test func supportWordsWithoutSupportLinesAreReported() throws {
    let (content, report) = try readCommunity(["support-words.yml": "# of crisis\n- suicide\n"])
    #expect(
      report
        == "content/support-words.yml:2:3: warning: a search for these words shows crisis lines, "
        + "but forum.yml has none; add them there, as in 'other_support: [{name: Example Crisis "
        + "Line, phone: …}]'\n")
    #expect(content?.supportWords == ["suicide"])
  }
}

/// Reads a `support-words.yml` in a forum that has a support line.
private func readSupportWords(
  _ text: String
) throws -> (content: CommunityContent?, report: String) {
  let forum = requiredForumLines.keys.sorted().compactMap { requiredForumLines[$0] }
  let lines = "other_support: [{name: Example Line, phone: 08081 570100}]"
  return try readCommunity([
    "forum.yml": (forum + [lines]).joined(separator: "\n"), "support-words.yml": text,
  ])
}
