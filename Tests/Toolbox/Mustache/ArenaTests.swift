import SafeHTML
import Testing

@testable import Mustache

@Suite struct ArenaTests {
  static let shape = Shape(["a": .text, "b": .html, "c": .list(Shape(["d": .text]))])

  @Test func storesOnlyTheAppendedBytes() {
    var arena = ValueArena()
    _ = arena.text("before")
    let text = arena.text { appendUTF8("<a>", to: &$0) }
    let html = arena.html(trusted: { appendUTF8("<b>", to: &$0) })
    #expect(
      rendered("{{a}}{{{b}}}", arena.record(Self.shape, [text, html]), arena) == "&lt;a&gt;<b>")
  }

  @Test func rendersSharedAndOwnValues() {
    var shared = ValueArena(forSharedValues: ())
    let name = shared.text("shared")
    let item = shared.record(Shape(["d": .text]), [name])
    var arena = ValueArena(sharing: shared.snapshot)
    _ = arena.text("before")
    for _ in 0..<2 {
      arena.removeAll()
      let own = arena.record(Shape(["d": .text]), [arena.text("own")])
      let record = arena.record(Self.shape, [name, .missing, arena.list([item, own])])
      #expect(rendered("{{a}}{{#c}} {{d}}{{/c}}", record, arena) == "shared shared own")
    }
  }

  /// Text that is known to be clean is not escaped. All other text is, however it was added.
  @Test(arguments: [("a", "a"), ("<", "&lt;"), ("", "")])
  func escapesTextsHoweverTheyWereAdded(text: String, shown: String) {
    var shared = ValueArena(forSharedValues: ())
    let name = shared.text(text)
    let written = shared.text { appendUTF8(text, to: &$0) }
    var arena = ValueArena(sharing: shared.snapshot)
    let values = [
      name, written, arena.text(text), arena.reusedText { appendUTF8(text, to: &$0) },
      arena.text(appendingTo: name) { appendUTF8("", to: &$0) },
      arena.text(needsNoEscaping: needsNoEscaping(text)) { appendUTF8(text, to: &$0) },
    ]
    for value in values {
      #expect(rendered("{{a}}", arena.record(Self.shape, [value]), arena) == shown)
    }
  }

  @Test func appendsNothingToATextOfAnotherArena() {
    var arena = ValueArena()
    let own = arena.text("own")
    let text = arena.text(appendingTo: own) { appendUTF8("1", to: &$0) }
    #expect(rendered("{{a}}", arena.record(Self.shape, [text]), arena) == "1")
  }

  @Test func readsValueOfAnotherArenaAsEmpty() {
    var other = ValueArena()
    let text = other.text(String(repeating: "x", count: 100))
    let list = other.list([other.record(Self.shape, [text])])
    var arena = ValueArena()
    #expect(
      rendered("[{{a}}{{#c}}x{{/c}}]", arena.record(Self.shape, [text, .missing, list]), arena)
        == "[]")
  }

  private func rendered(_ source: String, _ record: Value, _ arena: ValueArena) -> String {
    var output: [UInt8] = []
    TemplateSet.compile([template("page", source)], pages: [("page", Self.shape)])
      .templates?.template(ofPage: "page")?.render(record, of: arena, into: &output)
    return String(decoding: output, as: UTF8.self)
  }
}

@Suite struct EscapingCheckTests {
  /// Tries each byte value at each index of the eight-byte steps and of the bytes after them.
  @Test func escapesEachByteAtEachIndex() {
    for byte in UInt8.min...UInt8.max {
      for index in 0..<20 {
        var text = Array(repeating: UInt8(ascii: "x"), count: 20)
        text[index] = byte
        var (escaped, expected): ([UInt8], [UInt8]) = ([], [])
        text.withUnsafeBufferPointer {
          appendBuffered($0, to: &escaped)
          appendEscaped($0, to: &expected)
        }
        #expect(escaped == expected)
      }
    }
  }

  private func appendBuffered(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    BufferedOutput.append(to: &output) { output in
      var output = output
      output.append(escaped: text)
      return output
    }
  }
}
