/// Guards against sources on which libcmark 0.30.2 takes quadratic time.
///
/// Measured on 64 kB (these inputs are in `PathologicalTests`): 16,000 times `- ` and 32,000
/// empty lines take 7.6 s, because each line visits all open blocks. 32,000 times `>` and then
/// `a*` repeated take 0.5 s, because each piece of emphasis visits them. Both are fixed in
/// 0.31.0. `![[]()` repeated (CVE-2023-22486, fixed in 0.30.3) takes 0.2 s, and more on larger
/// sources.
///
/// The limits below correspond to about half a second. Ordinary posts stay far below them. All
/// other inputs in libcmark's list of pathological inputs take less than 0.05 s.
package enum ParsingCostLimit {
  package enum Reason: Equatable, Sendable {
    /// Very many lines or emphasis delimiters in very deeply nested lists or block quotes.
    case deepNesting
    /// Very many `![`, which take quadratic time if they are nested.
    case nestedImages
  }

  /// Bytes. Sources up to this size are not checked, because even the worst one is fast.
  private static let uncheckedSize = 8_000
  private static let maximumSteps = 20_000_000
  private static let maximumImages = 20_000

  static func outcome(of source: UnsafeBufferPointer<UInt8>) -> RenderingOutcome {
    guard source.count > uncheckedSize else { return .rendered }
    var estimate = NestingEstimate()
    estimate.read(source)
    if estimate.steps > maximumSteps { return .shownAsText(.deepNesting) }
    return estimate.imageOpeners > maximumImages ? .shownAsText(.nestedImages) : .rendered
  }
}

/// An upper bound of how deeply blocks are nested in a source and of the steps that libcmark
/// takes through them.
///
/// A block is opened by its marker at the start of a line, after the markers of the blocks that
/// contain it. A line that continues a list item is empty or indented by at least two columns per
/// level.
private struct NestingEstimate {
  private(set) var steps = 0
  private(set) var imageOpeners = 0
  private var markers = 0
  private var maximumDepth = 0
  private var delimiters = 0

  mutating func read(_ source: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < source.count { index = readLine(source, from: index) }
    steps += delimiters * maximumDepth
  }

  private mutating func readLine(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = readPrefix(source, from: start)
    while index < source.count, source[index] != 0x0A, source[index] != 0x0D {
      switch source[index] {
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "]"): delimiters += 1
      case UInt8(ascii: "["):
        if index > 0, source[index - 1] == UInt8(ascii: "!") { imageOpeners += 1 }
      default: break
      }
      index += 1
    }
    return index + 1
  }

  /// Reads the start of a line that may open blocks: markers of quotes and lists, digits, and the
  /// white space between them.
  private mutating func readPrefix(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var (index, columns, opened) = (start, 0, 0)
    loop: while index < source.count {
      switch source[index] {
      case 0x20: columns += 1
      case 0x09: columns += 4
      case UInt8(ascii: ">"): opened += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."),
        UInt8(ascii: ")"):
        if index + 1 == source.count || isASCIIWhitespace(source[index + 1]) { opened += 1 }
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      default: break loop
      }
      index += 1
    }
    markers += opened
    let isEmpty = index == source.count || source[index] == 0x0A || source[index] == 0x0D
    let depth = min(markers, columns / 2 + opened)
    maximumDepth = max(maximumDepth, depth)
    steps += isEmpty ? maximumDepth : depth
    return index
  }
}
