import Diagnostics
import Yams

/// Reads YAML by Yams into nodes that know their places.
///
/// Yams is slow for a block of two lines (140 µs); `PlainBlock` reads the ordinary ones.
struct YAMLReader {
  /// More nodes than this come from aliases that multiply, not from an author.
  static let nodeLimit = 2_000_000
  static let aliasLimit = 20

  private let source: SourceText
  private let range: Range<Int>
  private let lineStarts: [Int]
  private var nodeCount = 0

  /// `range` is the part of the text that is YAML; it must begin at the beginning of a line.
  init(_ source: SourceText, range: Range<Int>) {
    self.source = source
    self.range = range
    lineStarts = [range.lowerBound] + lineStartsBehindBreaks(in: source.bytes[range])
  }

  /// The root node, or nil for an empty document or when something was reported.
  mutating func read(_ problems: inout Problems) -> YAMLNode? {
    let text = String(decoding: source.bytes[range], as: UTF8.self)
    guard !multipliesAliases(text) else {
      problems.error(
        "yaml-aliases",
        "aliases (*name) more than \(Self.aliasLimit) times in one "
          + "block; write the values out", at: range.lowerBound)
      return nil
    }
    do {
      let root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
      return try root.map { try node($0, depth: 0) }
    } catch let error as YamlError {
      report(error, to: &problems)
    } catch {
      problems.error(
        "yaml-aliases",
        "this YAML expands to more than an author can have meant; "
          + "write aliases (*name) out", at: range.lowerBound)
    }
    return nil
  }
}

extension YAMLReader {
  private struct TooManyNodes: Error {}

  private mutating func node(_ node: Yams.Node, depth: Int) throws -> YAMLNode {
    nodeCount += 1
    guard nodeCount <= Self.nodeLimit, depth <= 64 else { throw TooManyNodes() }
    let offset = offset(of: node.mark)
    switch node {
    case .scalar(let scalar):
      return .scalar(YAMLScalar(text: scalar.string, offset: offset))
    case .sequence(let sequence):
      return .list(try sequence.map { try self.node($0, depth: depth + 1) }, offset: offset)
    case .mapping(let mapping):
      return .mapping(try mapping.map { try entry($0, depth: depth + 1) }, offset: offset)
    case .alias(let alias):
      return .scalar(YAMLScalar(text: alias.anchor.rawValue, offset: offset))
    }
  }

  private mutating func entry(
    _ pair: (key: Yams.Node, value: Yams.Node), depth: Int
  ) throws -> YAMLEntry {
    let keyOffset = offset(of: pair.key.mark)
    let key = YAMLScalar(text: pair.key.scalar?.string ?? "", offset: keyOffset)
    return YAMLEntry(key: key, value: try node(pair.value, depth: depth))
  }

  private func offset(of mark: Mark?) -> Int {
    guard let mark else { return range.lowerBound }
    return offset(line: mark.line, column: mark.column)
  }

  /// libyaml's lines and columns count from 1, columns in Unicode scalars.
  private func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lineStarts.count else { return range.upperBound }
    var offset = lineStarts[line - 1]
    var column = column
    while column > 1, offset < range.upperBound {
      offset += 1
      while offset < range.upperBound, source.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column -= 1
    }
    return offset
  }

  private func report(_ error: YamlError, to problems: inout Problems) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      problems.error(
        "yaml-syntax", "this is not valid YAML: \(problem)\(remedy(for: problem))",
        at: offset(of: mark))
    case .reader(_, let byteOffset, _, _):
      problems.error(
        "yaml-character", "a character that YAML does not allow; remove it",
        at: range.lowerBound + (byteOffset ?? 0))
    case .duplicatedKeysInMapping(let keys, let context):
      reportDuplicate(keys.first ?? "", first: context.mark, to: &problems)
    default:
      problems.error("yaml-syntax", "this is not valid YAML", at: range.lowerBound)
    }
  }

  /// libyaml's words are short and right; what mends the mistake is ours to say.
  private func remedy(for problem: String) -> String {
    switch problem {
    case "mapping values are not allowed in this context":
      "; put quotes around a value that holds ': '"
    case "found character that cannot start any token":
      "; put quotes around the value, and use spaces, not tabs, to indent"
    case "could not find expected ':'":
      "; each line of a block is 'key: value'"
    case "found unexpected end of stream", "did not find expected ',' or ']'":
      "; a quote or a bracket is not closed"
    default: ""
    }
  }

  /// Points at the second use: the first is what the author had before.
  private func reportDuplicate(_ key: String, first: Mark, to problems: inout Problems) {
    let firstOffset = offset(of: first)
    let second = lineStarts.first { start in
      start > firstOffset && keyOffset(key, inLineAt: start) != nil
    }
    let place = second.flatMap { keyOffset(key, inLineAt: $0) } ?? firstOffset
    problems.error("duplicate-key", "'\(key)' stands here twice; keep one", at: place)
  }

  private func keyOffset(_ key: String, inLineAt start: Int) -> Int? {
    let line = source.bytes[start..<range.upperBound]
    let body = line.drop { $0 == space || $0 == UInt8(ascii: "-") }
    let name = body.starts(with: Array("\(key):".utf8))
    return name ? body.startIndex : nil
  }

  /// Yams replaces an alias by its node, and hashes nodes that are keys: a few levels of tenfold
  /// lists never end. An alias counts when its name is an anchor's; text like `*so*` does not.
  private func multipliesAliases(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.contains(UInt8(ascii: "*")), bytes.contains(UInt8(ascii: "&")) else { return false }
    let anchors = Set(names(behind: UInt8(ascii: "&"), in: text))
    let aliases = names(behind: UInt8(ascii: "*"), in: text)
    return aliases.count(where: anchors.contains) > Self.aliasLimit
  }

  private func names(behind sign: UInt8, in text: String) -> [String] {
    text.utf8.split(separator: sign, omittingEmptySubsequences: false).dropFirst().map {
      String(decoding: $0.prefix { !" ,[]{}\n\r\t:*".utf8.contains($0) }, as: UTF8.self)
    }
  }
}

/// Behind LF, CRLF, a lone CR, NEL, LS and PS, as libyaml counts lines.
private func lineStartsBehindBreaks(in bytes: ArraySlice<UInt8>) -> [Int] {
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
