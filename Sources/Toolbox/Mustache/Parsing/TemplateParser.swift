import Diagnostics

/// Parses the text of a template to a tree of nodes.
///
/// A standalone tag removes its whole line from the output, as the Mustache specification
/// requires. `TemplateParser+Lines.swift` finds standalone tags.
struct TemplateParser {
  /// Maximum nesting depth of sections, blocks and parents.
  static let maximumDepth = 100

  /// An open tag and its content so far.
  struct OpenTag {
    let tag: Tag
    let name: String
    var nodes: [Node] = []
    var blocks: [Block] = []
    /// The indentation of the tag. Nil if other text precedes it on its line.
    var indentation: Range<Int>?
    var opensLine = false

    var isParent: Bool { tag.sigil == .parent }
  }

  let bytes: [UInt8]
  /// End of the text that is already in the tree.
  var cursor: Int
  var atLineStart = true
  var openTags: [OpenTag]
  var diagnostics: SingleTemplateDiagnostics
  private var isTooDeep = false
  private var parsed = ParsedTemplate()
  private var scanner: TagScanner

  init(_ source: SourceText) {
    bytes = source.bytes
    cursor = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    scanner = TagScanner(bytes, from: cursor)
    diagnostics = SingleTemplateDiagnostics(source)
    let root = Tag(sigil: .section, range: 0..<0, content: 0..<0)
    openTags = [OpenTag(tag: root, name: "")]
  }

  /// Returns the tree, incomplete if there are diagnostics, and the diagnostics.
  static func parse(_ source: SourceText) -> (ParsedTemplate, SingleTemplateDiagnostics) {
    var parser = TemplateParser(source)
    while let tag = parser.scanner.next() {
      guard parser.process(tag) else { break }
    }
    return parser.finish()
  }
}

extension TemplateParser {
  /// Returns false if the template is nested too deeply to continue.
  private mutating func process(_ tag: Tag) -> Bool {
    switch tag.sigil {
    case .variable, .raw: appendVariable(tag)
    case .comment, .delimiters: _ = consumeLine(of: tag)
    case .partial: appendPartial(tag)
    case .close: close(tag)
    case .section, .inverted, .parent, .block: return open(tag)
    }
    return true
  }

  private mutating func appendVariable(_ tag: Tag) {
    appendText(upTo: tag)
    let name = name(of: tag)
    if !isInParent { parsed.names.append(name) }
    append(.variable(name, raw: tag.sigil == .raw), at: tag)
  }

  private mutating func appendPartial(_ tag: Tag) {
    let indentation = consumeLine(of: tag)
    let call = Call(kind: .partial, name: text(of: tag), offset: tag.content.lowerBound)
    if !isInParent { parsed.calls.append(call) }
    append(.partial(call, indentation: indentation), at: tag)
  }

  private mutating func open(_ tag: Tag) -> Bool {
    guard openTags.count <= Self.maximumDepth else {
      diagnostics.report(.tooDeep, at: tag.content.lowerBound)
      isTooDeep = true
      return false
    }
    var opened = OpenTag(tag: tag, name: text(of: tag))
    switch tag.sigil {
    case .parent: openParent(tag, &opened)
    case .block: openBlock(tag, &opened)
    default:
      _ = consumeLine(of: tag)
      reportIfOutsideBlock(tag)
    }
    openTags.append(opened)
    return true
  }

  private mutating func close(_ tag: Tag) {
    let name = text(of: tag)
    if let index = openTags.dropFirst().lastIndex(where: { $0.name == name }) {
      while openTags.count - 1 > index { closeUnclosed() }
    } else {
      let openName = openTags.count > 1 ? openTags.last?.name : nil
      diagnostics.report(.unexpectedClose(name, openName), at: tag.content.lowerBound)
    }
    // A wrong name is probably a typing error, so the tag closes the innermost open tag all the
    // same.
    guard openTags.count > 1, let closed = openTags.last else { return appendText(upTo: tag) }
    switch closed.tag.sigil {
    case .parent: closeParent(tag)
    case .block: closeBlock(tag)
    default: closeSection(tag)
    }
  }

  private mutating func closeSection(_ tag: Tag) {
    _ = consumeLine(of: tag)
    endSection()
  }

  private mutating func endSection() {
    let closed = openTags.removeLast()
    let name = self.name(of: closed.tag)
    guard !isInParent else { return }
    parsed.names.append(name)
    let inverted = closed.tag.sigil == .inverted
    openTags[openTags.count - 1].nodes.append(.section(name, inverted: inverted, closed.nodes))
  }

  private mutating func closeParent(_ tag: Tag) {
    skipTextOutsideBlocks(upTo: tag.range.lowerBound)
    let closed = openTags.removeLast()
    let offset = closed.tag.content.lowerBound
    let filledBlocks = closed.blocks.map { Name(text: $0.name, offset: $0.offset, parts: []) }
    let call = Call(kind: .parent, name: closed.name, offset: offset, filledBlocks: filledBlocks)
    let indentation = consumeLine(ofParent: closed, closedBy: tag)
    guard !isInParent else { return }
    parsed.calls.append(call)
    append(.parent(call, indentation: indentation, closed.blocks), at: tag)
  }

  private mutating func closeBlock(_ tag: Tag) {
    consumeEnd(ofBlockClosedBy: tag)
    let closed = openTags.removeLast()
    let block = block(from: closed)
    parsed.blocks.insert(block.name)
    guard isInParent else { return append(.block(block), at: tag) }
    if openTags[openTags.count - 1].blocks.contains(where: { $0.name == block.name }) {
      diagnostics.report(.duplicateBlock(block.name), at: block.offset)
    }
    openTags[openTags.count - 1].blocks.append(block)
  }

  private mutating func closeUnclosed() {
    guard let last = openTags.last else { return }
    diagnostics.report(.unclosedSection(last.name), at: last.tag.content.lowerBound)
    switch last.tag.sigil {
    case .section, .inverted: endSection()
    default:
      openTags.removeLast()
      openTags[openTags.count - 1].nodes += last.nodes
    }
  }

  private mutating func finish() -> (ParsedTemplate, SingleTemplateDiagnostics) {
    for (error, offset) in scanner.errors { diagnostics.report(error, at: offset) }
    if isTooDeep { return (ParsedTemplate(), diagnostics) }
    appendText(upTo: bytes.count)
    while openTags.count > 1 { closeUnclosed() }
    parsed.nodes = openTags[0].nodes
    return (parsed, diagnostics)
  }
}

extension TemplateParser {
  /// Whether the cursor is in a parent tag but outside its blocks. Content there is never shown.
  var isInParent: Bool { openTags.last?.isParent == true }

  mutating func append(_ node: Node, at tag: Tag) {
    guard !isInParent else { return reportIfOutsideBlock(tag) }
    openTags[openTags.count - 1].nodes.append(node)
  }

  mutating func reportIfOutsideBlock(_ tag: Tag) {
    guard isInParent else { return }
    diagnostics.report(
      .contentOutsideBlock(openTags[openTags.count - 1].name), at: tag.content.lowerBound)
  }

  private func text(of tag: Tag) -> String { String(decoding: bytes[tag.content], as: UTF8.self) }

  private mutating func name(of tag: Tag) -> Name {
    let text = text(of: tag)
    let offset = tag.content.lowerBound
    if text == "." { return Name(text: text, offset: offset, parts: []) }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if parts.count > 1, parts.contains("") { diagnostics.report(.misplacedDot(text), at: offset) }
    return Name(text: text, offset: offset, parts: parts)
  }
}
