// The YAML module: parses YAML into nodes with byte offsets, and reads the keys and values of a
// mapping with diagnostics for authors. Entry points: `YAMLReader` and `Fields`.

package import Diagnostics
import Yams

/// Parses YAML with Yams into nodes with byte offsets.
///
/// Yams needs 140 µs for a block of two lines, too slow for the heads of a million posts.
package struct YAMLReader {
  /// More nodes than this come from aliases that multiply, not from an author.
  static let nodeLimit = 2_000_000
  static let aliasLimit = 20

  private let source: SourceText
  private let range: Range<Int>
  private let lineStarts: [Int]
  private var nodeCount = 0
  /// The last mark that was converted. The next mark of the same line is counted from it.
  private var last: (line: Int, column: Int, offset: Int) = (0, 1, 0)

  /// - Parameter range: the part of the text that is YAML. It must begin at the start of a line.
  package init(_ source: SourceText, range: Range<Int>) {
    self.source = source
    self.range = range
    lineStarts = [range.lowerBound] + lineStartsAfterBreaks(in: source.bytes[range])
  }

  /// Returns the root node. Nil if the document is empty or an error was reported.
  package mutating func read(_ collector: inout DiagnosticCollector) -> YAMLNode? {
    let text = String(decoding: source.bytes[range], as: UTF8.self)
    guard !multipliesAliases(text) else {
      collector.error(
        "yaml-aliases",
        "aliases (*name) are used more than \(Self.aliasLimit) times; write out the texts that "
          + "they stand for", at: range.lowerBound)
      return nil
    }
    do {
      let root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
      // A document that is only a line `---` has an empty scalar as its root.
      return root?.scalar?.string == "" ? nil : try root.map { try node($0, depth: 0) }
    } catch {
      report(error, to: &collector)
      return nil
    }
  }
}

extension YAMLReader {
  private struct TooManyNodes: Error {}
  private struct TooDeep: Error {}
  private struct ListAsKey: Error {
    let offset: Int
  }

  private mutating func node(_ node: Yams.Node, depth: Int) throws -> YAMLNode {
    nodeCount += 1
    guard nodeCount <= Self.nodeLimit else { throw TooManyNodes() }
    guard depth <= 64 else { throw TooDeep() }
    let offset = offset(of: node.mark)
    switch node {
    case .scalar(let scalar):
      return .scalar(LocatedText(text: scalar.string, offset: offset))
    case .sequence(let sequence):
      return .list(try sequence.map { try self.node($0, depth: depth + 1) }, offset: offset)
    case .mapping(let mapping):
      return .mapping(try mapping.map { try entry($0, depth: depth + 1) }, offset: offset)
    case .alias(let alias):
      return .scalar(LocatedText(text: alias.anchor.rawValue, offset: offset))
    }
  }

  private mutating func entry(
    _ pair: (key: Yams.Node, value: Yams.Node), depth: Int
  ) throws -> YAMLEntry {
    let keyOffset = offset(of: pair.key.mark)
    guard let text = pair.key.scalar?.string else { throw ListAsKey(offset: keyOffset) }
    let key = LocatedText(text: text, offset: keyOffset)
    return YAMLEntry(key: key, value: try node(pair.value, depth: depth))
  }

  private mutating func offset(of mark: Mark?) -> Int {
    guard let mark else { return range.lowerBound }
    return offset(line: mark.line, column: mark.column)
  }

  /// Converts a position of libyaml to a byte offset. Lines and columns count from 1, columns in
  /// Unicode scalars.
  private mutating func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lineStarts.count else { return range.upperBound }
    let isAfterLast = line == last.line && column >= last.column
    var offset = isAfterLast ? last.offset : lineStarts[line - 1]
    var missing = column - (isAfterLast ? last.column : 1)
    while missing > 0, offset < range.upperBound {
      offset += 1
      while offset < range.upperBound, source.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      missing -= 1
    }
    last = (line, column, offset)
    return offset
  }

  private mutating func report(_ error: any Error, to collector: inout DiagnosticCollector) {
    switch error {
    case let error as YamlError:
      reportSyntaxError(error, to: &collector)
    case let key as ListAsKey:
      collector.error(
        "not-text", "a key cannot have brackets or braces around it", at: key.offset)
    case is TooDeep:
      collector.error("yaml-syntax", YAMLErrorMessage.tooDeep, at: range.lowerBound)
    default:
      collector.error(
        "yaml-aliases",
        "this file becomes too large when its aliases (*name) are replaced; write out the texts "
          + "that they stand for", at: range.lowerBound)
    }
  }

  private mutating func reportSyntaxError(
    _ error: YamlError, to collector: inout DiagnosticCollector
  ) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let message = YAMLErrorMessage(problem, while: context?.text ?? "")
      let reportedMark = message.isReportedAtStart ? context?.mark ?? mark : mark
      collector.error("yaml-syntax", message.text, at: offset(of: reportedMark))
    case .reader:
      collector.error(
        "yaml-character",
        "there is an invisible character here that is not allowed; delete the text around it, and "
          + "type it again", at: offsetOfForbiddenCharacter)
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      let search = DuplicateKeySearch(source.bytes[range], key: key)
      collector.error(
        "duplicate-key", "'\(key)' is written twice; delete one",
        at: search.second(after: offset(of: context.mark)))
    default:
      collector.error(
        "yaml-syntax", "this cannot be read as lines of 'key: value'", at: range.lowerBound)
    }
  }

  /// Byte offset of the first character that YAML does not allow (libyaml, reader.c). Yams
  /// reports it in units of `Character`, or not at all.
  private var offsetOfForbiddenCharacter: Int {
    let text = String(decoding: source.bytes[range], as: UTF8.self).unicodeScalars
    let index = text.firstIndex { scalar in
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x85: false
      case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: true
      default: false
      }
    }
    guard let index else { return range.lowerBound }
    return range.lowerBound + text.utf8Distance(to: index)
  }

  /// Returns whether the text uses aliases more than `aliasLimit` times.
  ///
  /// Yams replaces aliases by their nodes and hashes keys, so a few levels of lists that each
  /// repeat an alias ten times would take practically forever. A name counts as an alias only if
  /// there is an anchor of that name, so text such as `*so*` does not count.
  private func multipliesAliases(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.contains(UInt8(ascii: "*")), bytes.contains(UInt8(ascii: "&")) else { return false }
    let anchors = Set(names(after: UInt8(ascii: "&"), in: text)).subtracting([""])
    let aliases = names(after: UInt8(ascii: "*"), in: text)
    return aliases.count(where: anchors.contains) > Self.aliasLimit
  }

  private func names(after indicator: UInt8, in text: String) -> [String] {
    text.utf8.split(separator: indicator, omittingEmptySubsequences: false).dropFirst().map {
      String(decoding: $0.prefix(while: isAnchorByte), as: UTF8.self)
    }
  }
}

/// Returns whether the byte can be part of an anchor's name (IS_ALPHA in libyaml). Any other byte
/// ends the name, including the first byte of a line separator.
private func isAnchorByte(_ byte: UInt8) -> Bool {
  byte.isASCIILetter || byte.isASCIIDigit || byte == hyphen || byte == UInt8(ascii: "_")
}

extension String.UnicodeScalarView {
  fileprivate func utf8Distance(to index: Index) -> Int {
    String(self[..<index]).utf8.count
  }
}

/// Returns the offset after each LF, CRLF, single CR, NEL, LS and PS, as libyaml counts lines.
private func lineStartsAfterBreaks(in bytes: ArraySlice<UInt8>) -> [Int] {
  var starts: [Int] = []
  var index = bytes.startIndex
  while index < bytes.endIndex {
    let length = lengthOfBreak(at: index, in: bytes)
    index += max(length, 1)
    if length > 0 { starts.append(index) }
  }
  return starts
}

private func lengthOfBreak(at index: Int, in bytes: ArraySlice<UInt8>) -> Int {
  let rest = bytes[index...].prefix(3)
  switch bytes[index] {
  case lineFeed: return 1
  case carriageReturn: return rest.dropFirst().first == lineFeed ? 2 : 1
  case 0xC2: return rest.starts(with: [0xC2, 0x85]) ? 2 : 0
  case 0xE2:
    return rest.starts(with: [0xE2, 0x80, 0xA8]) || rest.starts(with: [0xE2, 0x80, 0xA9]) ? 3 : 0
  default: return 0
  }
}
