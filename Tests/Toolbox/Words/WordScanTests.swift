import Foundation
import TestSupport
import Testing
import Words

/// Word scanning and word forms must not trap or leave the text's bounds, whatever the bytes.
@Suite struct WordScanTests {
  private struct ScannedWord: Equatable {
    let start: Int
    let end: Int
    let surface: [UInt8]
    let isIndexed: Bool
  }

  private func words(of text: UnsafeBufferPointer<UInt8>, _ scratch: WordScratch) -> [ScannedWord] {
    var scan = WordScan(text, scratch)
    var found: [ScannedWord] = []
    while scan.next() {
      found.append(
        ScannedWord(
          start: scan.start, end: scan.end, surface: Array(scan.word.surface),
          isIndexed: scan.word.isIndexed)
      )
    }
    return found
  }

  private func words(of text: [UInt8]) -> [ScannedWord] {
    withExtendedLifetime(WordScratch()) { scratch in
      text.withUnsafeBufferPointer { words(of: $0, scratch) }
    }
  }

  /// Ends each text right before an inaccessible memory page, so that a read beyond the text traps.
  @Test func scanDoesNotReadPastTheEnd() throws {
    let size = Int(getpagesize())
    let memory = try #require(
      mmap(nil, 2 * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    defer { munmap(memory, 2 * size) }
    try #require(memory != MAP_FAILED && mprotect(memory + size, size, PROT_NONE) == 0)
    let scratch = WordScratch()
    defer { withExtendedLifetime(scratch) {} }
    let fillings: [[UInt8]] = [
      Array("a".utf8), Array("don't ".utf8), Array("1,".utf8), Array("é".utf8), Array("’s".utf8),
      Array("http://w".utf8), Array("www.".utf8), [0xF0, 0x9F], Array("e\u{301}".utf8),
    ]
    for filling in fillings {
      for length in 0...40 {
        for last in UInt8.min...UInt8.max where length > 0 || last == 0 {
          let start = (memory + size - length).assumingMemoryBound(to: UInt8.self)
          for index in 0..<length { start[index] = filling[index % filling.count] }
          if length > 0 { start[length - 1] = last }
          let text = UnsafeBufferPointer(start: start, count: length)
          let found = words(of: text, scratch)
          if last == 0 || last == 0xE2 { #expect(found == words(of: Array(text))) }
        }
      }
    }
  }

  /// Compares the scan, which reads eight bytes at a time, with a search byte by byte.
  @Test func asciiWordsAreRunsOfLettersAndDigits() {
    var random = SplitMix64(seed: 1)
    // Excludes punctuation that can occur within a word, and what can begin a URL.
    let bytes = (UInt8(0)...0x7F).filter { !Array("'.,:/wWhH".utf8).contains($0) }
    for _ in 0..<3000 {
      let text = (0..<random.number(0...60)).map { _ in
        random.oneIn(6) ? random.pick(bytes) : random.pick(Array("aZq09mB".utf8))
      }
      let runs = text.split { byte in
        !(Unicode.Scalar(byte).properties.isAlphabetic || (0x30...0x39).contains(byte))
      }
      let found = words(of: text)
      #expect(found.map(\.start) == runs.map(\.startIndex), "\(text)")
      #expect(found.map(\.end) == runs.map(\.endIndex))
      let lowercase = runs.map { $0.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
      #expect(found.map(\.surface) == lowercase)
      #expect(found.map(\.isIndexed) == lowercase.map { $0.count <= 40 })
    }
  }

  @Test func wordsOfArbitraryBytesAreInBounds() {
    var random = SplitMix64(seed: 2)
    let pieces =
      [
        "a", "Don", "'", "’", "'s", "’S", ".", ",", "1", "é", "E\u{301}", "\u{301}", "İ", "ß", "日本",
        "😀", "http://",
        "HTTPS://", "www.", " ", "\u{A0}", "\u{2003}", "<", "\"", "x y", "ﬁ", "ǅ", "\u{1D400}",
        String(repeating: "long", count: 30), String(repeating: "é", count: 41),
      ].map { Array($0.utf8) } + [
        [0xC3], [0xE2, 0x80], [0xF0, 0x9F, 0x98], [0xFF], [0], [0xED, 0xA0, 0x80],
        [0xF4, 0x90, 0x80, 0x80],
      ]
    for _ in 0..<4000 {
      let text = (0..<random.number(0...20)).flatMap { _ in random.pick(pieces) }
      let found = words(of: text)
      var before = 0
      for word in found {
        #expect(before <= word.start && word.start < word.end && word.end <= text.count, "\(text)")
        #expect(!word.surface.isEmpty)
        before = word.end
        expectStableForms(of: word.surface)
      }
    }
  }

  @Test func formsOfArbitraryBytesAreStable() {
    var random = SplitMix64(seed: 3)
    let pieces = [
      "s", "es", "ies", "ing", "ed", "eed", "ied", "ize", "yze", "our", "oe", "ae", "ph", "gh",
      "tch", "x",
      "ache", "at", "ll", "b", "y", "u", "a", "e", "men", "mum", "é", "2", ".",
    ]
    for _ in 0..<4000 { expectStableForms(of: Array(random.text(of: pieces, count: 0...6).utf8)) }
    for _ in 0..<1000 {
      expectStableForms(of: (0..<random.number(0...12)).map { _ in UInt8(random.number(0...255)) })
    }
  }

  /// Expects folding to be idempotent, and the key in languages without rules to be the folded
  /// word.
  private func expectStableForms(of word: [UInt8]) {
    let folded = WordForms.folded(word)
    #expect(WordForms.folded(folded) == folded, "\(word)")
    #expect(WordForms(language: "cy").key(of: word) == folded)
    #expect(WordForms(language: "en-GB").key(of: word).isEmpty == folded.isEmpty, "\(word)")
    let code = PhoneticCode.of(folded)
    #expect(code.count <= 2 * folded.count)
  }
}
