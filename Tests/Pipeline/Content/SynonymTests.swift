import PipelineFixtures
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
      "1:1: error: synonyms.yml is a list; each item begins as in '- same: [hair loss, alopecia]'"
    ),
    ("- a", "1:3: error: a synonym is written as lines of 'key: value', not as text"),
    ("- sam: [a, b]", "1:3: error: 'sam' is no key of a synonym; did you mean 'same'?"),
    (
      "- words: [a]\n  mean: [b]",
      "2:3: error: 'mean' is no key of a synonym; did you mean 'means'?"
    ),
    (
      "- colour: [a]",
      "1:3: error: 'colour' is no key of a synonym; it may have same, words or means\n"
        + "content/synonyms.yml:1:3: error: a synonym needs 'same', as in "
        + "'same: [hair loss, alopecia]'"
    ),
    ("- {}", "1:3: error: a synonym needs 'same', as in 'same: [hair loss, alopecia]'"),
    (
      "- same: []", "1:3: error: 'same' is empty; write words, as in 'same: [hair loss, alopecia]'"
    ),
    (
      "- same: [a]",
      "1:3: error: 'same' needs two words or more that mean each other, as in "
        + "'same: [hair loss, alopecia]'"
    ),
    (
      "- words: [a]",
      "1:3: error: a synonym needs 'means', as in '{words: [the red devil], means: [epirubicin]}'"
    ),
    (
      "- {words: [], means: [b]}",
      "1:4: error: 'words' is empty; write words, as in '{words: [the red devil], means: [epirubicin]}'"
    ),
    (
      "- {same: [a, b], means: [c]}",
      "1:3: error: an entry has 'same', where each word means the others, or 'words' and 'means', "
        + "which go one way; make it two entries"
    ),
    (
      "- {words: red devil, means: [b]}",
      "1:11: error: 'words' is a list, as in '[first, second]', not text"
    ),
    ("- same: [a, {b: c}]", "1:13: error: an item of 'same' is text, not keys and values"),
    ("- same: [a, b, '']", "1:16: error: an item of 'same' is empty"),
    (
      "- same: [a, b, '+']",
      "1:16: error: '+' holds no letter or digit; write a word or take it away"
    ),
    ("- same: [a, b, a]", "1:16: error: 'a' stands in 'same' twice; keep one"),
    (
      "- same: [Hot Flush, b, hot-flush]",
      "1:24: error: 'hot-flush' stands in 'same' twice (as 'Hot Flush'); keep one"
    ),
    (
      "- {words: [a, b], means: [c, B]}",
      "1:30: error: 'B' means itself; take it out of 'words' or out of 'means', or write 'same' "
        + "where words mean each other"
    ),
    (
      "- same: [a, b]\n- {words: [x, A], means: [b]}",
      "2:15: error: 'A' means 'b' by an entry above already; take one of them away"
    ),
    (
      "- {words: [a], means: [b]}\n- same: [b, a]",
      "2:13: error: 'a' means 'b' by an entry above already; take one of them away"
    ),
    (
      "- {words: [a], means: [b]}\n- same: [a, b]",
      "2:13: error: 'a' means 'b' by an entry above already; take one of them away"
    ),
    (
      "- same: [a, b, c]\n- same: [x, c, a]",
      "2:16: error: 'a' means 'c' by an entry above already; take one of them away"
    ),
  ]) func aWrongEntryIsReported(text: String, expected: String) throws {
    let (_, report) = try readCommunity(["synonyms.yml": text])
    #expect(report == "content/synonyms.yml:\(expected)\n")
  }

  @Test func limitsAreReported() throws {
    let many = (0...50).map { "w\($0)" }.joined(separator: ", ")
    let (_, report) = try readCommunity(["synonyms.yml": "- same: [\(many)]"])
    #expect(
      report == "content/synonyms.yml:1:3: error: 'same' has at most 50 words; make it several "
        + "entries\n")
    let long = String(repeating: "a", count: 101)
    let (_, other) = try readSupportWords("- \(long)")
    #expect(
      other == "content/support-words.yml:1:3: error: a word or phrase has at most 100 letters and "
        + "signs; write it as several items\n")
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
      "1:1: error: support-words.yml is a list; each item begins as in '- cannot go on'"
    ),
    (
      "- help: me",
      "1:3: error: an item of support-words.yml is a word or phrase, not keys and values; put it "
        + "into quotes"
    ),
    (
      "- [a, b]",
      "1:3: error: an item of support-words.yml is a word or phrase, not a list; put it into quotes"
    ),
    ("-\n- a", "1:2: error: an item of the list is empty; write a word or take it away"),
    (
      "- suicide\n  - kill myself\n- overdose",
      "1:3: error: 'suicide - kill myself' is one phrase with a dash in it; write each word or phrase as "
        + "an item of its own, with its '-' straight below the others"
    ),
    ("- '…'", "1:3: error: '…' holds no letter or digit; write a word or take it away"),
    (
      "- Can't go on\n- can’t go on",
      "2:3: error: 'can’t go on' stands in support-words.yml twice (as 'Can't go on'); keep one"
    ),
  ]) func aWrongItemIsReported(text: String, expected: String) throws {
    let (_, report) = try readSupportWords(text)
    #expect(report == "content/support-words.yml:\(expected)\n")
  }

  @Test func supportWordsWithoutSupportLinesAreReported() throws {
    let (content, report) = try readCommunity(["support-words.yml": "# of crisis\n- suicide\n"])
    #expect(
      report
        == "content/support-words.yml:2:3: warning: who searches for one of these words is to see crisis lines "
        + "first, and forum.yml has none; write them there, as in 'other_support: [{name: Example Crisis "
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
