import Testing

@testable import Fingerprints

@Suite struct FingerprintTests {
  /// FIPS 180-4 gives the hash of "abc" as an example.
  @Test func theDigitsAreThoseOfSHA256() {
    #expect(sha256Prefix(of: "abc", digits: 8) == "ba7816bf")
  }

  @Test func theContractsExampleOfAMember() {
    #expect(sha256Prefix(of: "fa-do", digits: 8) == "f33d6222")
  }

  @Test func bordersBetweenValuesCount() {
    #expect(print(of: ["ab", "c"]) != print(of: ["a", "bc"]))
    #expect(print(of: ["ab", "c"]) == print(of: ["ab", "c"]))
    #expect(print(of: [""]) != print(of: []))
  }

  @Test func takingBeginsAnew() {
    var hasher = Fingerprinter()
    hasher.combine("a")
    #expect(hasher.take() == print(of: ["a"]))
    hasher.combine("b")
    #expect(hasher.take() == print(of: ["b"]))
  }

  private func print(of texts: [String]) -> Fingerprint {
    var hasher = Fingerprinter()
    for text in texts { hasher.combine(text) }
    return hasher.fingerprint()
  }
}
