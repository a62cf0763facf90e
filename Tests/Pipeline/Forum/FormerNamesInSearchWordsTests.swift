import Content
import Testing

@testable import Forum

/// Former members' names in `synonyms.yml` and `support-words.yml`. They are errors because the
/// search publishes both files.
@Suite struct FormerNamesInSearchWordsTests {
  private static let members = "- {name: Rose Tyler, former: true}\n- {name: Wren, former: true}\n"

  @Test(arguments: [
    ("synonyms.yml", "- same: [x, y]\n- same: [a, rose tyler]\n", 2),
    ("synonyms.yml", "- {words: [Wren], means: [a]}\n", 1),
    ("synonyms.yml", "- {words: [a], means: [rose-tyler]}\n", 1),
    ("support-words.yml", "- a\n- b\n- miss Rose  Tyler\n", 3),
  ]) func formerNamesAreErrors(file: String, text: String, entry: Int) throws {
    let built = try BuiltForum.build(["members.yml": Self.members, file: text])
    #expect(
      built.diagnostics.map { "\($0.path): \($0.message)" } == [
        "\(file): the word in entry \(entry) contains the name of a former member, which "
          + "must not be published; choose another"
      ])
  }

  @Test func otherWordsAreAccepted() throws {
    let built = try BuiltForum.build([
      "members.yml": Self.members, "synonyms.yml": "- same: [wren, rose]\n",
      "support-words.yml": "- wrens\n",
    ])
    #expect(built.diagnosticIDs == [])
    #expect(built.forum.synonyms.map(\.words) == [["wren"], ["rose"]])
    #expect(built.forum.synonyms.map(\.means) == [["rose"], ["wren"]])
    #expect(built.forum.supportWords == ["wrens"])
  }
}
