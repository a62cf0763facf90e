import Testing

@testable import Content
@testable import Survey

/// Interned author names that a worker reads from the survey cache.
@Suite struct NamePoolTests {
  @Test func answersWithTheTextAndANumberThatNoOtherTextHas() {
    let source = NameIDSource()
    // The pools of two workers. Both are too small for all names, so that names are evicted.
    var large = NameInterner(source, expecting: 20)
    var small = NameInterner(source, expecting: 0)
    var random = SystemRandomNumberGenerator()
    var texts: [Int32: String] = [:]
    for _ in 0..<5_000 {
      let name = names.randomElement(using: &random) ?? ""
      let found = Bool.random(using: &random) ? large.name(name) : small.name(name)
      #expect(Array(found.text.utf8) == Array(name.utf8))
      #expect(Array(texts[found.number, default: name].utf8) == Array(name.utf8))
      texts[found.number] = name
    }
  }

  @Test func knowsANameAgain() {
    var pool = NameInterner(NameIDSource(), expecting: 1_000)
    let numbers = names.map { pool.name($0).number }
    #expect(names.map { pool.name($0).number } == numbers)
    #expect(Set(numbers).count == names.count)
  }

  @Test func bytesThatAreNoTextAreATextAllTheSame() {
    var pool = NameInterner(NameIDSource(), expecting: 8)
    let bytes: [UInt8] = [0x57, 0xFF, 0x72]
    for _ in 0..<20 {
      #expect(
        bytes.withUnsafeBytes { pool.name($0).text } == String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Short and long names, names that differ only at the end, and canonically equivalent names,
  /// which `String` treats as equal.
  private let names =
    ["", "W", "Wren", "wren", "Ren\u{E9}e", "Rene\u{301}e", "Slightly Windswept of the North"]
    + (0..<100).map { "Somebody With A Long Name \($0)" }
}

extension NameInterner {
  fileprivate mutating func name(_ text: String) -> (text: String, number: Int32) {
    Array(text.utf8).withUnsafeBytes { name($0) }
  }
}
