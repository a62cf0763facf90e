import Files
import TestSupport
import Testing

@Suite struct OutputPathTests {
  @Test(arguments: [
    "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/./b", "a\0b", "a\\b", "a\nb",
    "\u{7F}",
    String(repeating: "x", count: 256), "a/" + String(repeating: "é", count: 128),
  ])
  func rejectsPathsThatCouldLeadOut(text: String) {
    #expect(OutputPath(text) == nil)
  }

  @Test(arguments: [
    "a", "a/b", ".forumgen", "...", "..a", "a/.b", "members/zoë~12/index.html", "a b",
    String(repeating: "x", count: 255),
  ])
  func keepsOtherPathsUnchanged(text: String) {
    #expect(OutputPath(text)?.text == text)
  }

  /// The check reads eight bytes at a time, so each of `bytesToTry` is tried at each index,
  /// followed by each other one.
  @Test func pathCheckIsIndependentOfAlignment() {
    let bytesToTry: [UInt8] = [
      0, 0x1F, 0x20, 0x2E, 0x2F, 0x30, 0x5B, 0x5C, 0x5D, 0x7E, 0x7F, 0x80, 0xFF,
    ]
    for length in 1...20 {
      for index in 0..<length {
        for byte in bytesToTry {
          for next in bytesToTry {
            var bytes = Array(repeating: UInt8(ascii: "a"), count: length)
            bytes[index] = byte
            if index + 1 < length { bytes[index + 1] = next }
            #expect(bytes.withUnsafeBufferPointer(isOutputPath) == isPath(bytes), "\(bytes)")
          }
        }
      }
    }
  }

  private func isPath(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0x5C }
      && bytes.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy {
        !$0.isEmpty && $0.count <= 255 && !$0.elementsEqual([0x2E])
          && !$0.elementsEqual([0x2E, 0x2E])
      }
  }

  @Test func findsParentFirstAndLastComponent() throws {
    let path = try #require(OutputPath("a/b/c.d"))
    #expect(path.parent?.text == "a/b")
    #expect(path.parent?.parent?.parent == nil)
    #expect(path.lastComponent == "c.d")
    #expect(path.firstComponent == "a")
    #expect(OutputPath("x").map { "\($0.lastComponent) \($0.firstComponent)" } == "x x")
  }

  @Test func findsAncestors() throws {
    let path = try #require(OutputPath("a/b/c"))
    let top = try #require(path.ancestor(directlyBelow: nil))
    let next = try #require(path.ancestor(directlyBelow: top))
    #expect([top, next].map(\.text) == ["a", "a/b"])
    #expect(path.ancestor(directlyBelow: next) == nil)
    #expect(path.isBelow(top) && path.isBelow(next) && !top.isBelow(path))
    #expect(OutputPath("a/bc").map(path.isBelow) == false)
    #expect(OutputPath("a/b/c").map(path.isBelow) == false)
  }

  @Test func addsAndRemovesAFolderPrefix() throws {
    let path = try #require(OutputPath("a/b/c"))
    let folder = try #require(OutputPath("x/y"))
    #expect(path.prefixed(by: folder).text == "x/y/a/b/c")
    #expect(path.prefixed(by: folder).relative(to: folder) == path)
    #expect(path.relative(to: OutputPath("a")).text == "b/c")
    #expect(path.relative(to: nil) == path)
  }

  @Test func temporaryIsInTheSameFolderAndRecognisable() throws {
    let path = try #require(OutputPath("a/" + String(repeating: "x", count: 255)))
    let temporary = try #require(OutputPath(path.temporary.text))
    #expect(temporary.parent == path.parent)
    #expect(temporary.isTemporary && !path.isTemporary)
    #expect(OutputPath("a/y")?.temporary != temporary)
    #expect(OutputPath("y")?.temporary.parent == nil)
  }

  @Test func comparesBytes() throws {
    let paths = try ["z", "\u{E9}", "e\u{301}", "a/b", "a.b", "a"].map {
      try #require(OutputPath($0))
    }
    #expect(paths.sorted().map(\.text) == ["a", "a.b", "a/b", "e\u{301}", "z", "\u{E9}"])
    #expect(Set(paths).count == 6)
    #expect(paths.sorted().map { Array($0.text.utf8) }.last == [0xC3, 0xA9])
  }
}
