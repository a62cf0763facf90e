import Content
import Diagnostics
import Markdown
import Testing

@testable import Forum

/// Recognition of the member whom the words after an `@` mention.
@Suite struct MentionTests {
  private static let forum = Result {
    try BuiltForum.build([
      "boards/b/t.md": thread([
        "Wren", "Wren Two", "Wren Two Three", "Zoë", "fa_do", "Sam's Mum", "\"No\"", "1984",
        "\"" + String(repeating: "L", count: 58) + " M\"", String(repeating: "N", count: 61),
      ])
    ]).forum
  }

  private func name(of text: String) throws -> String? {
    let forum = try Self.forum.get()
    return MentionCandidate(afterAt: text).flatMap { forum.mentions.find($0) }
      .map { forum.members[$0.member].name.displayName }
  }

  @Test(arguments: [
    ("Wren", "Wren"), ("Wren, hello", "Wren"), ("wren", "Wren"), ("WREN!", "Wren"),
    ("Wren two", "Wren Two"), ("Wren Two three.", "Wren Two Three"),
    ("Wren Two Threes", "Wren Two"),
    ("Wren's", "Wren"), ("Wren-like", "Wren"), ("Zoë", "Zoë"), ("ZOE\u{308}", "Zoë"),
    ("fa_do", "fa_do"), ("fa_do's", "fa_do"), ("Sam's Mum", "Sam's Mum"), ("no", "No"),
    ("1984", "1984"), ("\"Wren\" Two", "Wren"), ("\"wren two\"", "Wren Two"),
  ])
  func theLongestKnownNameWins(_ text: String, _ expected: String) throws {
    #expect(try name(of: text) == expected)
  }

  @Test(arguments: [
    "Wrens", "Wrené", "Wren2", "Robin", "Robin Wren", "\"Wren ", "\"Wren Two Four\"", "\" Wren\"",
    "Sam",
    "fa", " Wren", "\nWren", "", "\"\"", "Wre",
  ])
  func unknownNamesAreNotMentions(_ text: String) throws {
    #expect(try name(of: text) == nil)
  }

  @Test func namesOfMoreThanSixtyCharactersAreNotFound() throws {
    let sixty = String(repeating: "L", count: 58) + " M"
    #expect(try name(of: sixty + " x") == sixty)
    #expect(try name(of: "\"\(sixty)\"") == sixty)
    #expect(try name(of: String(repeating: "N", count: 61)) == nil)
  }

  @Test(arguments: [
    ("Hello @Wern.", ["@Wren"]), ("@Wrne two", ["@Wren"]), ("@\"Wren Tow\"", ["@\"Wren Two\""]),
    ("@Zoe", ["@Zoë"]), ("@Robin", []), ("@Wren", []), ("@wren", []), ("a@wern.org", []),
  ])
  func misspelledMentionsHaveASuggestion(_ body: String, _ expected: [String]) throws {
    let built = try BuiltForum.build([
      "boards/b/a.md": thread(["Wren", "Wren Two", "Zoë"]), "boards/b/t.md": thread(body: body),
    ])
    #expect(built.unconfirmedMentions.map(\.diagnostic.suggestion) == expected)
    #expect(built.unconfirmedMentions.allSatisfy { $0.diagnostic.severity == .warning })
  }

  @Test func aFormerMembersNameIsNotSuggested() throws {
    let built = try BuiltForum.build([
      "members.yml": "[{name: Rosemarie, former: true}]",
      "boards/b/t.md": thread(body: "@Rosemari"),
    ])
    #expect(built.unconfirmedMentions.isEmpty)
  }
}
