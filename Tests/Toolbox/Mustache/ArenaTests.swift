import SafeHTML
import Testing

@testable import Mustache

@Suite struct ArenaTests {
  static let shape = Shape(["a": .text, "b": .html, "c": .list(Shape(["d": .text]))])

  @Test func whatIsAppendedInPlaceIsTheValueAlone() {
    var arena = ValueArena()
    _ = arena.text("before")
    let text = arena.text { append("<a>", to: &$0) }
    let html = arena.html(vouchedFor: { append("<b>", to: &$0) })
    #expect(
      rendered("{{a}}{{{b}}}", arena.record(Self.shape, [text, html]), arena) == "&lt;a&gt;<b>")
  }

  @Test func sharedValuesStandBesideThePagesOwn() {
    var shared = ValueArena(forAllPages: ())
    let name = shared.text("shared")
    let item = shared.record(Shape(["d": .text]), [name])
    var arena = ValueArena(sharing: shared.frozen)
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
  func textsAreEscapedHoweverTheyCame(text: String, shown: String) {
    var shared = ValueArena(forAllPages: ())
    let name = shared.text(text)
    let written = shared.text { append(text, to: &$0) }
    var arena = ValueArena(sharing: shared.frozen)
    let values = [
      name, written, arena.text(text), arena.repeatedText { append(text, to: &$0) },
      arena.text(continuing: name) { append("", to: &$0) },
      arena.text(ifClean: isClean(text)) { append(text, to: &$0) },
    ]
    for value in values {
      #expect(rendered("{{a}}", arena.record(Self.shape, [value]), arena) == shown)
    }
  }

  @Test func aTextOfAnotherArenaIsNotContinued() {
    var arena = ValueArena()
    let own = arena.text("own")
    let text = arena.text(continuing: own) { append("1", to: &$0) }
    #expect(rendered("{{a}}", arena.record(Self.shape, [text]), arena) == "1")
  }

  @Test func aValueOfAnotherArenaIsNoTrap() {
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

@Suite struct CleanTextTests {
  /// Tries each byte value at each index of the eight-byte steps and of the bytes after them.
  @Test func isEscapedAsEverywhere() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<20 {
        var text = Array(repeating: UInt8(ascii: "x"), count: 20)
        text[place] = byte
        var (escaped, expected): ([UInt8], [UInt8]) = ([], [])
        text.withUnsafeBufferPointer {
          staged($0, to: &escaped)
          appendEscaped($0, to: &expected)
        }
        #expect(escaped == expected)
      }
    }
  }

  private func staged(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    BufferedOutput.append(to: &output) { staged in
      var staged = staged
      staged.append(escaped: text)
      return staged
    }
  }
}
