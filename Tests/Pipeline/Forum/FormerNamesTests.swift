import Testing

@testable import Forum

/// Replacement of former members' names in running text.
@Suite struct FormerNamesTests {
  private let names = FormerNames(
    ["Rose", "Marmalade Jane", "Zoë B", "Tricia1962", "fa_do", "Jane", "山田 太郎", "C++"]
      .map(MemberName.init))

  private func redacted(_ text: String) -> String {
    names.replacingNames(in: text, with: "X") ?? text
  }

  @Test(arguments: [
    ("Rose said so.", "X said so."), ("as Rose", "as X"), ("(Rose)", "(X)"), ("Rose's", "X's"),
    ("“Rose”", "“X”"), ("Rose-red", "X-red"), ("Rose, Rose", "X, X"), ("@Rose", "@X"),
    ("Rose", "X"), ("Rose\nand", "X\nand"),
  ])
  func aNameOfLettersIsReplacedInItsLetterCase(_ text: String, _ expected: String) {
    #expect(redacted(text) == expected)
  }

  @Test(arguments: [
    "rose", "ROSE", "Rosemary", "roses", "Primrose", "PrimRose", "Rose2", "2Rose", "Roseé", "Rosé",
    "Rose\u{301}", "jane", "Janet", "Marmalade", "", " ",
  ])
  func otherWordsAreNotReplaced(_ text: String) {
    #expect(names.replacingNames(in: text, with: "X") == nil)
    #expect(!names.occur(in: text))
  }

  @Test(arguments: [
    ("marmalade jane", "X"), ("MARMALADE JANE", "X"), ("MarmaLade jANE!", "X!"),
    ("Marmalade\nJane", "X"), ("Marmalade\u{A0}Jane", "X"), ("Marmalade  Jane", "X"),
    ("Marmalade \n  Jane", "X"), ("Marmalade\tJane", "X"), ("Marmalade\u{2009}Jane", "X"),
    ("tricia1962", "X"), ("TRICIA1962.", "X."), ("FA_DO", "X"), ("fa_do_", "X_"), ("c++", "X"),
    ("zoë b", "X"), ("ZOË B", "X"), ("Zoe\u{308} B", "X"), ("ZOE\u{308} B", "X"),
    ("山田 太郎さん", "山田 太郎さん"), ("山田 太郎 さん", "X さん"),
  ])
  func aNameWithASpaceADigitOrASignIsReplacedInAnyCase(_ text: String, _ expected: String) {
    #expect(redacted(text) == expected)
  }

  @Test(arguments: [
    "Marmalade Janet", "Marmalades Jane's", "xmarmalade jane", "Tricia19621", "ofa_do",
  ])
  func onlyWholeWordsAreReplaced(_ text: String) {
    #expect(redacted(text).contains("X") == text.contains("Jane's"))
  }

  @Test(arguments: [
    "marmalade-jane", "Marmalade_Jane", "marmalade.jane", "MARMALADE+JANE", "(Marmalade-Jane)",
  ])
  func urlSeparatorsMatchSpacesInNames(_ text: String) {
    #expect(redacted(text).contains("X") && !redacted(text).lowercased().contains("jane"))
  }

  @Test(arguments: [
    ("\u{130}pek Su", ["\u{130}pek Su", "i\u{307}pek su"]),
    ("Anne  Marie", ["Anne  Marie", "anne marie"]),
    ("ΣΑΣ x", ["σας x", "ΣΑΣ X", "Σας x"]),
    ("Straße 7", ["STRASSE 7", "straße 7", "STRA\u{1E9E}E 7"]),
    ("\u{1F0} a", ["\u{1F0} a", "J\u{30C} A"]), ("Fußball9", ["FUSSBALL9", "fußball9"]),
    ("a - b", ["a - b", "A  -  B"]), ("Jo_Smith", ["jo_smith"]), ("Ana-Lucía", ["ANA-LUCÍA"]),
  ])
  func allLetterCasesAreReplaced(_ name: String, texts: [String]) {
    let names = FormerNames([MemberName(name)])
    for text in [name] + texts {
      #expect(names.replacingNames(in: "so \(text)!", with: "X") == "so X!")
    }
  }

  @Test func theLongestNameIsReplacedFirst() {
    #expect(redacted("Marmalade Jane and Jane") == "X and X")
  }

  @Test func replacementsAreNotReplaced() {
    #expect(names.replacingNames(in: "Rose Rose", with: "Rose Jane") == "Rose Jane Rose Jane")
  }

  @Test func withoutNamesNothingIsReplaced() {
    #expect(FormerNames([]).isEmpty)
    #expect(FormerNames([]).replacingNames(in: "Rose", with: "X") == nil)
  }

  @Test func longTextsAreSearchedFast() {
    let many = FormerNames((0..<200).map { MemberName("Name \($0)") })
    let text = String(repeating: "name ", count: 12_000)
    let start = ContinuousClock.now
    #expect(!many.occur(in: text))
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}
