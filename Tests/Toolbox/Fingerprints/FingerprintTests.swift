import Testing

@testable import Fingerprints

@Suite struct FingerprintTests {
  /// FIPS 180-4 gives the hash of "abc" as an example.
  @Test func matchesSHA256() {
    #expect(sha256HexPrefix(of: "abc", digitCount: 8) == "ba7816bf")
  }

  @Test func matchesTheExampleOfTheContract() {
    #expect(sha256HexPrefix(of: "fa-do", digitCount: 8) == "f33d6222")
  }

  @Test func dependsOnBoundariesBetweenValues() {
    #expect(fingerprint(of: ["ab", "c"]) != fingerprint(of: ["a", "bc"]))
    #expect(fingerprint(of: ["ab", "c"]) == fingerprint(of: ["ab", "c"]))
    #expect(fingerprint(of: [""]) != fingerprint(of: []))
  }

  @Test func finishRemovesTheValues() {
    var hasher = Fingerprinter()
    hasher.combine("a")
    #expect(hasher.finish() == fingerprint(of: ["a"]))
    hasher.combine("b")
    #expect(hasher.finish() == fingerprint(of: ["b"]))
  }

  private func fingerprint(of texts: [String]) -> Fingerprint {
    var hasher = Fingerprinter()
    for text in texts { hasher.combine(text) }
    return hasher.fingerprint()
  }
}
