import Diagnostics
import TestSupport
import Testing

@testable import YAML

@Suite struct YAMLHostileTests {
  static let listBomb = bomb { level, references in
    "l\(level): &l\(level) [\(references.joined(separator: ","))]\n"
  }

  /// Returns ten levels, each with nine references to the level before.
  private static func bomb(_ line: (Int, [String]) -> String) -> String {
    (0..<10).map { level in
      line(level, Array(repeating: level == 0 ? "x" : "*l\(level - 1)", count: 9))
    }.joined()
  }

  static let bombs = [
    listBomb,
    bomb { "? &l\($0) [\($1.joined(separator: ","))]\n: x\n" },
    bomb { level, references in
      let pairs = references.enumerated().map { "k\($0): \($1)" }
      return "l\(level): &l\(level) {\(pairs.joined(separator: ", "))}\n"
    },
    bomb { level, references in
      "l\(level): &l\(level)\n" + references.map { "  - \($0)\n" }.joined()
    },
    // Line separators end an alias name, as spaces do.
    bomb { "l\($0): &l\($0) [\($1.joined(separator: "\u{2028},"))\u{2028}]\n" },
    bomb { "? &l\($0)\u{85} [\($1.joined(separator: "\u{85},"))\u{85}]\n: x\n" },
    bomb { "? &l\($0) [\($1.joined(separator: "\u{2028},"))\u{2028}]\n: x\n" },
    bomb { "l\($0): &l\($0)\u{2029}  [\($1.joined(separator: " , "))]\n" },
    // Reused anchors: all levels have the same name.
    "a: &x [1,2,3,4,5,6,7,8,9]\n"
      + String(repeating: "? &x [*x,*x,*x,*x,*x,*x,*x,*x,*x]\n: y\n", count: 9),
  ]

  @Test(arguments: bombs.indices) func anAliasBombEndsQuickly(index: Int) {
    expectQuick {
      let (shape, report) = readYAML(Self.bombs[index])
      #expect(shape == nil)
      #expect(report.contains("alias") || report.contains("a key is text"), "\(report)")
    }
  }

  @Test func twentyAliasesAreAllowed() {
    let text = "? &a [x,x]\n: x\n" + (0..<9).map { _ in "? &a [*a,*a]\n: x\n" }.joined()
    expectQuick { _ = readYAML(text) }
  }

  @Test func asterisksInTextAreNotAliases() {
    let line = "- 'this *& that' and\n".replacing("' and", with: "'")
    let (shape, report) = readYAML(String(repeating: line, count: 50))
    #expect(shape != nil)
    #expect(report == "")
  }

  @Test(arguments: ["[", "{", "{a: ", "- ", "? ", "[[{a: ", "[{", "- - ? "])
  func deepNestingEndsWithAnError(opening: String) {
    expectQuick {
      let (shape, report) = readYAML(String(repeating: opening, count: 100_000))
      #expect(shape == nil)
      #expect(report.contains("f.yml:1:"))
      #expect(report.contains("error: "))
    }
  }

  @Test(arguments: ["[", "{a: "]) func nestingOfAFewHundredLevelsIsAnError(opening: String) {
    let closing = opening == "[" ? "]" : "}"
    let text = String(repeating: opening, count: 300) + "x" + String(repeating: closing, count: 300)
    let (shape, report) = readYAML(text)
    #expect(shape == nil)
    #expect(report.contains("nested"), "\(report)")
  }

  @Test func manyKeysAreReadQuickly() {
    let text = (0..<20_000).map { "key\($0): x\n" }.joined()
    expectQuick(within: .seconds(20)) {
      let source = SourceText(file: "f", bytes: Array(text.utf8))
      var collector = DiagnosticCollector(source)
      var reader = YAMLReader(source, range: 0..<source.bytes.count)
      guard let node = reader.read(&collector) else { return }
      let fields = Fields(node, of: "a thread", keys: ["author", "date"], &collector)
      #expect(fields?.entries.count == 20_000)
      #expect(collector.diagnostics.count == 20_000)
    }
  }
}

@Suite struct DuplicateKeyTests {
  @Test(arguments: [
    ("date: a\nauthor: b\ndate: c\n", "3:1"), ("a:\n  b: 1\n  c: 2\n  b: 3\n", "4:3"),
    ("b: 1\na:\n  b: 2\nc: 3\nb: 4\n", "5:1"), ("a: {b: 1, b: 2}\n", "1:11"),
    ("- a: 1\n- b: 1\n  c: 2\n  b: 3\n- b: 4\n", "4:3"), ("a: 1\n\"a\": 2\n", "2:1"),
    ("a : 1\na : 2\n", "2:1"), ("a: |\n  a: x\na: 2\n", "3:1"), ("a: 1\r\na: 2\r\n", "2:1"),
    ("a: {b: 1,\n    c: 2, b: 3}\n", "2:11"), ("'a': 1\n'a': 2\n", "2:1"),
    ("c: x,\na: 1\na: 2\n", "3:1"), ("{\n  a: 1,\n  a: 2 }\n", "3:3"),
    ("a: 1\n\n# a: 3\nb: 2\na: 4\n", "5:1"),
  ]) func theSecondKeyIsReported(text: String, location: String) {
    let (shape, report) = readYAML(text)
    #expect(shape == nil)
    #expect(report.hasPrefix("f.yml:\(location): error: '"))
    #expect(report.hasSuffix("' is written twice; delete one\n"))
  }
}
