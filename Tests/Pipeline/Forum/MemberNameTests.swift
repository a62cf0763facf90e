import Content
import Testing

@testable import Forum

/// The URL segment of a member. The expected hashes come from `sha256sum`.
@Suite struct MemberNameTests {
  @Test(arguments: [
    ("Wren", "wren"), ("Slightly Windswept", "slightly-windswept"), ("Tricia1962", "tricia1962"),
    ("Zoë", "zoë"), ("Zoe\u{308}", "zoë"), ("ZOË", "zoë"), ("Ελένη", "ελένη"),
    ("たろう", "たろう"), ("山田 太郎", "山田-太郎"), ("นก", "นก"), ("Ольга", "ольга"),
    ("مريم", "مريم"), ("\u{130}pek", "i\u{307}pek"), ("STRASSE", "strasse"), ("Straße", "straße"),
    ("५ ६", "५-६"), ("page", "page"), ("index", "index"),
  ])
  func segmentIsTheNameInLowerCase(_ name: String, _ segment: String) {
    #expect(MemberName(name).urlSegment.unicodeScalars.elementsEqual(segment.unicodeScalars))
  }

  @Test(arguments: [("fa_do", "fa-do~f3e85420"), ("Sam's Mum", "sam-s-mum~46289530")])
  func theHashIsThatOfTheLowerCaseName(_ name: String, _ segment: String) {
    #expect(MemberName(name).urlSegment == segment)
    #expect(MemberName(name.uppercased()).urlSegment == segment)
  }

  @Test(arguments: [
    ("a  b", "a-b~"), ("a-b", "a-b~"), (" a", "a~"), ("a ", "a~"), ("a\u{A0}b", "a-b~"),
    ("!!!", "~"), ("..", "~"), (".", "~"), ("a/../b", "a-b~"), ("👍", "~"), ("a%2fb", "a-2fb~"),
    ("\"><script>", "script~"), ("x²", "x~"), ("~", "~"), ("wren~12345678", "wren-12345678~"),
  ])
  func namesWithPunctuationGetAHash(_ name: String, _ beginning: String) {
    let segment = MemberName(name).urlSegment
    #expect(segment.hasPrefix(beginning) && segment.count == beginning.count + 8)
    #expect(segment.suffix(8).allSatisfy { $0.isHexDigit && !$0.isUppercase })
  }

  @Test func namesThatDifferInPunctuationHaveDifferentSegments() {
    #expect(MemberName("fa-do").urlSegment != MemberName("fa_do").urlSegment)
    #expect(MemberName("fa do").urlSegment == "fa-do")
  }

  @Test func longNamesAreTruncatedToSixtyScalars() {
    let whole = String(repeating: "a", count: 60)
    #expect(MemberName(whole).urlSegment == whole)
    #expect(MemberName(whole + "a").urlSegment.hasPrefix(whole + "~"))
    #expect(MemberName(whole + "a").urlSegment.utf8.count == 69)
    #expect(MemberName(whole + "a").urlSegment != MemberName(whole + "b").urlSegment)
    let hyphened = String(repeating: "a", count: 59) + " bc"
    #expect(MemberName(hyphened).urlSegment.hasPrefix(String(repeating: "a", count: 59) + "~"))
  }

  /// File systems limit a file name to 255 bytes.
  @Test func theLongestSegmentIsAValidFileName() {
    #expect(MemberName(String(repeating: "𐐀", count: 500)).urlSegment.utf8.count <= 255)
    #expect(MemberName(String(repeating: "\u{301}", count: 500)).urlSegment.utf8.count <= 255)
  }

  @Test func segmentsInURLsArePercentEncoded() {
    #expect(percentEncoded("zoë~1a-b.c_d") == "zo%C3%AB~1a-b.c_d")
    #expect(percentEncoded("a/b?c#d\"'") == "a%2Fb%3Fc%23d%22%27")
  }
}
