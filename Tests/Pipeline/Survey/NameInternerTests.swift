import Testing

@testable import Content
@testable import Survey

/// Interned author names that a worker reads from the survey cache.
@Suite struct NameInternerTests {
  @Test func eachTextGetsAUniqueID() {
    let source = NameIDSource()
    // The pools of two workers. Both are too small for all names, so that names are evicted.
    var large = NameInterner(source, expecting: 20)
    var small = NameInterner(source, expecting: 0)
    var random = SystemRandomNumberGenerator()
    var texts: [Int32: String] = [:]
    for _ in 0..<5_000 {
      let name = names.randomElement(using: &random) ?? ""
      let found = Bool.random(using: &random) ? large.intern(name) : small.intern(name)
      #expect(Array(found.text.utf8) == Array(name.utf8))
      #expect(Array(texts[found.nameID, default: name].utf8) == Array(name.utf8))
      texts[found.nameID] = name
    }
  }

  @Test func repeatedNameGetsTheSameID() {
    var interner = NameInterner(NameIDSource(), expecting: 1_000)
    let ids = names.map { interner.intern($0).nameID }
    #expect(names.map { interner.intern($0).nameID } == ids)
    #expect(Set(ids).count == names.count)
  }

  @Test func invalidUTF8IsRepaired() {
    var interner = NameInterner(NameIDSource(), expecting: 8)
    let bytes: [UInt8] = [0x57, 0xFF, 0x72]
    for _ in 0..<20 {
      #expect(
        bytes.withUnsafeBytes { interner.intern($0).text } == String(decoding: bytes, as: UTF8.self)
      )
    }
  }

  /// Short and long names, names that differ only at the end, and canonically equivalent names,
  /// which `String` treats as equal.
  private let names =
    ["", "W", "Wren", "wren", "Ren\u{E9}e", "Rene\u{301}e", "Slightly Windswept of the North"]
    + (0..<100).map { "Somebody With A Long Name \($0)" }
}

extension NameInterner {
  fileprivate mutating func intern(_ text: String) -> (text: String, nameID: Int32) {
    Array(text.utf8).withUnsafeBytes { intern($0) }
  }
}
