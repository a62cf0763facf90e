import Content
import Testing

@testable import Forum

/// The URL segment of a member. The expected digests come from `sha256sum`.
@Suite struct MemberNameTests {
  @Test(arguments: [
    ("Wren", "wren"), ("Slightly Windswept", "slightly-windswept"), ("Tricia1962", "tricia1962"),
    ("Zoë", "zoë"), ("Zoe\u{308}", "zoë"), ("ZOË", "zoë"), ("Ελένη", "ελένη"),
    ("たろう", "たろう"), ("山田 太郎", "山田-太郎"), ("นก", "นก"), ("Ольга", "ольга"),
    ("مريم", "مريم"), ("\u{130}pek", "i\u{307}pek"), ("STRASSE", "strasse"), ("Straße", "straße"),
    ("५ ६", "५-६"), ("page", "page"), ("index", "index"),
  ])
  func isTheNameInLowerCase(_ name: String, _ part: String) {
    #expect(MemberName(name).part.unicodeScalars.elementsEqual(part.unicodeScalars))
  }

  @Test(arguments: [("fa_do", "fa-do~f3e85420"), ("Sam's Mum", "sam-s-mum~46289530")])
  func theDigestIsOfTheNameAsItIsShownInLowerCase(_ name: String, _ part: String) {
    #expect(MemberName(name).part == part)
    #expect(MemberName(name.uppercased()).part == part)
  }

  @Test(arguments: [
    ("a  b", "a-b~"), ("a-b", "a-b~"), (" a", "a~"), ("a ", "a~"), ("a\u{A0}b", "a-b~"),
    ("!!!", "~"), ("..", "~"), (".", "~"), ("a/../b", "a-b~"), ("👍", "~"), ("a%2fb", "a-2fb~"),
    ("\"><script>", "script~"), ("x²", "x~"), ("~", "~"), ("wren~12345678", "wren-12345678~"),
  ])
  func whatWasMoreThanWordsGetsADigest(_ name: String, _ beginning: String) {
    let part = MemberName(name).part
    #expect(part.hasPrefix(beginning) && part.count == beginning.count + 8)
    #expect(part.suffix(8).allSatisfy { $0.isHexDigit && !$0.isUppercase })
  }

  @Test func namesThatDifferInSignsHaveDifferentParts() {
    #expect(MemberName("fa-do").part != MemberName("fa_do").part)
    #expect(MemberName("fa do").part == "fa-do")
  }

  @Test func longNamesAreCutAtSixty() {
    let whole = String(repeating: "a", count: 60)
    #expect(MemberName(whole).part == whole)
    #expect(MemberName(whole + "a").part.hasPrefix(whole + "~"))
    #expect(MemberName(whole + "a").part.utf8.count == 69)
    #expect(MemberName(whole + "a").part != MemberName(whole + "b").part)
    let hyphened = String(repeating: "a", count: 59) + " bc"
    #expect(MemberName(hyphened).part.hasPrefix(String(repeating: "a", count: 59) + "~"))
  }

  /// File systems limit a file name to 255 bytes.
  @Test func theLongestPartIsANameThatAFileCanHave() {
    #expect(MemberName(String(repeating: "𐐀", count: 500)).part.utf8.count <= 255)
    #expect(MemberName(String(repeating: "\u{301}", count: 500)).part.utf8.count <= 255)
  }

  @Test func partsInURLsArePercentEncoded() {
    #expect(percentEncoded("zoë~1a-b.c_d") == "zo%C3%AB~1a-b.c_d")
    #expect(percentEncoded("a/b?c#d\"'") == "a%2Fb%3Fc%23d%22%27")
  }
}
