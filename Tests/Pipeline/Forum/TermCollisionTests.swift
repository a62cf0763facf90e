import Content
import Testing

@testable import Forum

/// Glossary entries that share a spelling.
@Suite struct TermCollisionTests {
  private func messages(_ glossary: String) throws -> [String] {
    let built = try BuiltForum.build(["glossary.yml": glossary])
    return built.diagnostics.sorted { $0.offset < $1.offset }
      .map { "\($0.path):\($0.offset): \($0.message)" }
  }

  @Test func bothEntriesAreReported() throws {
    let found = try messages("- {term: Drain, means: a}\n- {term: Tube, means: b, also: [drain]}\n")
    #expect(
      found == [
        "glossary.yml:9: 'Drain' is in the glossary twice: the term 'Tube' has this spelling too; "
          + "remove one of the two",
        "glossary.yml:58: 'drain' is in the glossary twice: the term 'Drain' has this spelling "
          + "too; remove one of the two",
      ])
  }

  @Test(arguments: [
    ("lymph node", "Lymph  Node"), ("ER", "ER"), ("Ödem", "O\u{308}dem"), ("Paget's", "Paget’s"),
    ("HER2 positive", "her2 positive"), ("PICC line", "picc line"), ("PicC", "picc"),
  ])
  func aSharedSpellingIsAnError(_ one: String, _ other: String) throws {
    #expect(try messages("- {term: \(one), means: a}\n- {term: \(other), means: b}\n").count == 2)
  }

  @Test(arguments: [("ER", "er"), ("Drain", "Drains"), ("CT", "CT scan"), ("re-do", "re do")])
  func otherSpellingsAreAccepted(_ one: String, _ other: String) throws {
    #expect(try messages("- {term: \(one), means: a}\n- {term: \(other), means: b}\n") == [])
  }

  @Test func oneEntryMayRepeatASpelling() throws {
    #expect(try messages("- {term: Drain, means: a, also: [drain, Drain]}\n") == [])
  }
}
