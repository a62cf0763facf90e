/// Guards against the texts on which libcmark 0.30.2 takes quadratic time.
///
/// Measured on 64 kB: `- ` 16,000 times and 32,000 empty lines 7.6 s, for each line goes through
/// all open blocks; `>` 32,000 times and `a*` behind it 0.5 s, for each piece of emphasis does.
/// (Mended in 0.31.) `![[]()` repeated, CVE-2023-22486, takes 0.2 s on 64 kB and is bounded beyond.
/// The bounds below stand for about half a second; ordinary posts stay far below them. All else in
/// libcmark's list of pathological inputs takes less than 0.05 s.
package enum WorkBound {
  package enum Reason: Equatable, Sendable {
    /// Very many lines or signs of emphasis in very deeply nested lists or block quotes.
    case deepNesting
    /// Very many images in images.
    case nestedImages
  }

  /// A source this short cannot take long, whatever it holds.
  private static let harmlessSize = 8_000
  private static let mostSteps = 20_000_000
  private static let mostImages = 20_000

  static func outcome(of source: UnsafeBufferPointer<UInt8>) -> RenderingOutcome {
    guard source.count > harmlessSize else { return .rendered }
    var estimate = NestingEstimate()
    estimate.read(source)
    if estimate.steps > mostSteps { return .shownAsText(.deepNesting) }
    return estimate.images > mostImages ? .shownAsText(.nestedImages) : .rendered
  }
}

/// How deep blocks can be nested in a source at most, and how many steps libcmark takes through
/// them.
///
/// A block is opened by its sign at the start of a line, behind the signs of those that it is in. A
/// line that goes on in a list is indented by two columns at least for each level, or empty.
private struct NestingEstimate {
  private(set) var steps = 0
  private(set) var images = 0
  private var signs = 0
  private var deepest = 0
  private var emphasis = 0

  mutating func read(_ source: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < source.count { index = readLine(source, from: index) }
    steps += emphasis * deepest
  }

  private mutating func readLine(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = readPrefix(source, from: start)
    while index < source.count, source[index] != 0x0A, source[index] != 0x0D {
      switch source[index] {
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "]"): emphasis += 1
      case UInt8(ascii: "["): if index > 0, source[index - 1] == UInt8(ascii: "!") { images += 1 }
      default: break
      }
      index += 1
    }
    return index + 1
  }

  /// What may open blocks: signs of quotes and lists, digits, and space between.
  private mutating func readPrefix(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var (index, columns, opened) = (start, 0, 0)
    loop: while index < source.count {
      switch source[index] {
      case 0x20: columns += 1
      case 0x09: columns += 4
      case UInt8(ascii: ">"): opened += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."),
        UInt8(ascii: ")"):
        if index + 1 == source.count || isSpace(source[index + 1]) { opened += 1 }
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      default: break loop
      }
      index += 1
    }
    signs += opened
    let isEmpty = index == source.count || source[index] == 0x0A || source[index] == 0x0D
    let depth = min(signs, columns / 2 + opened)
    deepest = max(deepest, depth)
    steps += isEmpty ? deepest : depth
    return index
  }
}
