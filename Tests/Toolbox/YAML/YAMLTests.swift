import Diagnostics
import Testing

@testable import YAML

/// Reads a block and returns it as nested text: `{key:"value"}`, `["item"]`.
func readYAML(_ text: String) -> (shape: String?, report: String) {
  let source = SourceText(file: "f.yml", bytes: Array(text.utf8))
  var reader = YAMLReader(source, range: 0..<source.bytes.count)
  var collector = DiagnosticCollector(source)
  let node = reader.read(&collector)
  let report = DiagnosticReport(collector.diagnostics).formatted(as: .text(terminal: false))
  return (node.map(shape), report)
}

private func shape(_ node: YAMLNode) -> String {
  switch node {
  case .scalar(let scalar): "\"\(scalar.text)\""
  case .list(let items, _): "[\(items.map(shape).joined(separator: ","))]"
  case .mapping(let entries, _):
    "{\(entries.map { "\($0.key.text):\(shape($0.value))" }.joined(separator: ","))}"
  }
}

@Suite struct YAMLTests {
  @Test(arguments: [
    ("author: No", #"{author:"No"}"#), ("title: 1984", #"{title:"1984"}"#),
    ("a: ~", #"{a:"~"}"#), ("a: 09:00", #"{a:"09:00"}"#), ("a: 0x1F", #"{a:"0x1F"}"#),
    ("a: null", #"{a:"null"}"#), ("a: 1_000", #"{a:"1_000"}"#), ("a: .inf", #"{a:".inf"}"#),
    ("a: 2022-05-31", #"{a:"2022-05-31"}"#), ("a:", #"{a:""}"#), ("a: ''", #"{a:""}"#),
    ("yes: on", #"{yes:"on"}"#), ("1: 2", #"{1:"2"}"#),
    ("a: |\n  one\n  two\n", #"{a:"one\#ntwo\#n"}"#),
    ("a: |-\n  one\n  two\n", #"{a:"one\#ntwo"}"#),
    ("a: >\n  one\n  two\n\n  three\n", #"{a:"one two\#nthree\#n"}"#),
    ("a: one\n  two", #"{a:"one two"}"#),
    ("# before\na: b # behind\n# after", #"{a:"b"}"#),
    ("a: [one, 'two, three', \"four\"]", #"{a:["one","two, three","four"]}"#),
    ("a:\n- one\n- two\n", #"{a:["one","two"]}"#), ("a:\n  - b: c\n", #"{a:[{b:"c"}]}"#),
    ("a: {b: c, d: [e]}", #"{a:{b:"c",d:["e"]}}"#), ("[]", "[]"), ("{}", "{}"),
    (#"a: "x\ty\u00e9\"\\""#, "{a:\"x\tyé\"\\\"}"), ("a: 'it''s'", #"{a:"it's"}"#),
    ("a: b\r\nc: d\r\n", #"{a:"b",c:"d"}"#),
    ("a: 'these *stars* & those'", #"{a:"these *stars* & those"}"#),
    ("a: &x one\nb: *x\n", #"{a:"one",b:"one"}"#),
    ("a: &x [1, 2]\nb: [*x, *x]\n", #"{a:["1","2"],b:[["1","2"],["1","2"]]}"#),
    ("---\na: b\n...\n", #"{a:"b"}"#), ("!!str a: !x b", #"{a:"b"}"#),
  ]) func scalarsAreReadAsWritten(text: String, expected: String) {
    let (shape, report) = readYAML(text)
    #expect(shape == expected)
    #expect(report == "")
  }

  @Test(arguments: ["", "\n", "# only a comment\n", "---\n"])
  func anEmptyDocumentIsNil(text: String) {
    let (shape, report) = readYAML(text)
    #expect(shape == nil || shape == "\"\"")
    #expect(report == "")
  }

  @Test(arguments: [("? [a]\n: b", "1:3"), ("a: {{b: c}: d}", "1:5")])
  func aKeyThatIsNotTextIsReported(text: String, location: String) {
    let report = readYAML(text).report
    #expect(
      report == "f.yml:\(location): error: a key cannot have brackets or braces around it\n")
  }

  @Test func offsetsPointIntoTheFile() throws {
    let text = "é: 'ü'\r\nb: [x, 💕, y]\u{2028}c: d\u{85}e: f\n"
    let source = SourceText(file: "f", bytes: Array("---\n\(text)".utf8))
    var reader = YAMLReader(source, range: 4..<source.bytes.count)
    var collector = DiagnosticCollector(source)
    guard case .mapping(let entries, 4)? = reader.read(&collector) else {
      Issue.record("no mapping: \(collector.diagnostics)")
      return
    }
    let starts = entries.map { Character(UnicodeScalar(source.bytes[$0.key.offset])) }
    #expect(starts.dropFirst() == ["b", "c", "e"])
    #expect(source.bytes[entries[0].value.offset] == UInt8(ascii: "'"))
    guard case .list(let items, _) = entries[1].value else { return }
    #expect(source.bytes[items[2].offset] == UInt8(ascii: "y"))
  }

  @Test(arguments: [
    ("a: b: c", "1:5", "there is a second ': ' in this line"),
    ("a: [b", "1:4", "the ']' of this '[' is missing"),
    ("tags: [a, b\ndate: c\n", "1:7", "the ']' of this '[' is missing"),
    ("a: 'b", "1:4", "the closing quote is missing"),
    (
      "{a: b", "1:1",
      "the '}' of this '{' is "
        + "missing"
    ),
    ("a: \"b\nc: d\n", "1:4", "the closing quote is missing"),
    ("a: \"b\\q\"", "1:6", "in double quotes write a backslash as"),
    (
      "a: \"\\xZ\"", "1:7",
      "digits are missing after "
        + "this backslash"
    ),
    ("a: \"\\uD800\"", "1:7", "the digits after this backslash are not a character"),
    ("a: b\n\tc: d\n", "2:1", "indent with spaces, not tabs"),
    ("a: @b", "1:4", "text cannot begin with this character"),
    ("a: `b`", "1:4", "text cannot begin with this character"),
    ("a: *b", "1:4", "text cannot begin with '*'"),
    ("a: * b", "1:4", "text cannot begin with '&' or '*'"),
    ("a: b\n--- \nc: d\n", "2:1", "everything after this line '---' would be ignored"),
    ("a: b\n... x", "2:5", "everything after this line '...' would be ignored"),
    ("a: b\nc\n", "2:1", "this line has no ':'"),
    ("a: b\n  - c\n d: e\n", "3:3", "there is a second ': ' in this line"),
    ("a: b\n- c\n", "2:1", "this is not 'key: value'"),
    ("a: 'b' c", "1:8", "this is not 'key: value'"),
    ("- a\nb: c\n", "2:1", "this is not an item of the list"),
    ("a: - b\n", "1:4", "a list cannot begin here"),
    ("a: ? b\n", "1:4", "text cannot begin with '? '"),
    ("...\n", "1:1", "something is missing here; write a text after the key or the comma"),
    ("%x\n", "1:3", "a line cannot begin with '%'"),
    ("%YAML 9.9\n---\na: b", "1:1", "a line cannot begin with '%'"),
    ("a: !<b", "1:7", "text cannot begin with '!'"),
    ("a: | b\n", "1:4", "write nothing after '|' or '>'"),
    ("a: \u{1}", "1:4", "there is an invisible character"),
    (
      "é👨‍👩‍👧: \u{0}", "1:9",
      "there is an invisible "
        + "character"
    ),
    ("a: \u{9F}", "1:4", "there is an invisible character"),
    ("a: b\r\n\u{FFFF}", "2:1", "there is an invisible character"),
  ]) func errorsHaveALocationAndAMessage(text: String, location: String, message: String) {
    let (shape, report) = readYAML(text)
    #expect(shape == nil)
    #expect(report.hasPrefix("f.yml:\(location): error: \(message)"), "\(report)")
    #expect(report.filter { $0 == "\n" }.count == 1)
  }
}
