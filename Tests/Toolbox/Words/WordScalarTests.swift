import Testing
import Words

/// The scan works on bytes. It must have the same characters in words as the definition for
/// scalars, which others use.
@Suite struct WordScalarTests {
  @Test func scanJoinsTwoLettersAcrossTheSameScalars() {
    for scalar in (UInt32(0)...0xFFFF).compactMap(Unicode.Scalar.init) {
      var text = "a\(Character(scalar))b"
      let isJoined = wordCount(of: &text) == 1
      #expect(isJoined == (scalar.isPartOfWord || scalar.isApostrophe), "\(scalar.value)")
    }
  }

  @Test(arguments: [
    ("lymphœdème", "lymphoedeme"), ("straße", "strasse"), ("łódź", "lodz"), ("þórður", "thordur"),
    ("ısı", "isi"), ("λόγος", "λογοσ"), ("don’t 1,5", "don’t 1,5"), ("เจ็บ", "เจบ"), ("", ""),
  ])
  func foldedTextHasNeitherAccentsNorLigatures(text: String, folded: String) {
    #expect(WordForms.folded(text) == folded)
    #expect(WordForms.folded(Array(text.utf8)) == Array(folded.utf8))
  }

  private func wordCount(of text: inout String) -> Int {
    withExtendedLifetime(WordScratch()) { scratch in
      text.withUTF8 { text in
        var scan = WordScan(text, scratch)
        var count = 0
        while scan.next() { count += 1 }
        return count
      }
    }
  }
}
