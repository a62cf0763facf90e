import Diagnostics

/// What can be wrong in a template, with its identifier and message.
enum TemplateDiagnostic {
  case tag(TagScanner.SyntaxError)
  case unexpectedClose(String, String?)
  case unclosedSection(String)
  case tooDeep
  case notUTF8
  case tooLarge
  case tooManyNodes
  case misplacedDot(String)
  case dotInRecord
  case contentOutsideBlock(String)
  case duplicateBlock(String)
  case unknownBlock(String, parent: String, suggestion: String?)
  case unknownTemplate(Call, suggestion: String?)
  case recursiveTemplate(String)
  case unknownName(String, page: String, suggestion: String?)
  case unknownField(String, of: String, page: String, suggestion: String?)
  case unknownOnEveryPage(String, suggestion: String?)
  case rawText(String)
  case escapedHTML(String)
  case notShowable(String, FieldKind)
  case numberAsSection(String)
  case notARecord(String, of: String, FieldKind)
  case unsafeContext(String, HTMLContext)
  case htmlNotAllowed(String, HTMLContext)
  case unbalancedSection(String, HTMLContext, HTMLContext)

  func diagnostic(at offset: Int, in source: SourceText) -> Diagnostic {
    let excerpt = Self.isInLongLine(offset, of: source) ? nil : source.lineText(at: offset)
    return Diagnostic(
      .error, id, message, at: source.location(at: offset), suggestion: suggestion, excerpt: excerpt
    )
  }

  /// Diagnostics in long lines have no excerpt. Otherwise 100 diagnostics in a line of 1 MB would
  /// keep 100 MB of excerpts.
  private static func isInLongLine(_ offset: Int, of source: SourceText) -> Bool {
    let newline = UInt8(ascii: "\n")
    let bytes = source.bytes
    return bytes.count > 2000
      && (!bytes[..<offset].suffix(1000).contains(newline)
        || !bytes[offset...].prefix(1000).contains(newline))
  }
}

extension TemplateDiagnostic {
  /// Stable identifier for tools, in kebab case.
  var id: String {
    switch self {
    case .tag(.unclosedTag): "unclosed-tag"
    case .tag(.badDelimiters): "bad-delimiters"
    case .tag(.missingName), .tag(.badName): "bad-name"
    case .unexpectedClose: "stray-close"
    case .unclosedSection: "unclosed-section"
    case .tooDeep: "template-too-deep"
    case .tooLarge, .tooManyNodes: "template-too-large"
    case .notUTF8: "not-utf8"
    case .misplacedDot, .dotInRecord: "misplaced-dot"
    case .contentOutsideBlock: "lost-in-parent"
    case .duplicateBlock: "block-twice"
    case .unknownBlock: "unknown-block"
    case .unknownTemplate: "unknown-template"
    case .recursiveTemplate: "recursive-template"
    case .unknownName, .unknownField, .unknownOnEveryPage, .notARecord: "unknown-name"
    case .rawText: "raw-text"
    case .escapedHTML: "escaped-html"
    case .notShowable: "not-showable"
    case .numberAsSection: "number-as-section"
    case .unsafeContext, .htmlNotAllowed: "unsafe-place"
    case .unbalancedSection: "uneven-section"
    }
  }

  private var suggestion: String? {
    switch self {
    case .unknownBlock(_, _, let suggestion), .unknownTemplate(_, let suggestion),
      .unknownName(_, _, let suggestion), .unknownField(_, _, _, let suggestion),
      .unknownOnEveryPage(_, let suggestion):
      suggestion
    default: nil
    }
  }
}

extension TemplateDiagnostic {
  private var message: String {
    switch self {
    case .tag(let error): Self.message(error)
    case .unexpectedClose(let name, let open?): "'\(name)' is closed here, but '\(open)' is open"
    case .unexpectedClose(let name, nil): "'\(name)' is closed here, but nothing is open"
    case .unclosedSection(let name): "'\(name)' is never closed"
    case .tooDeep: "more than \(TemplateParser.maximumDepth) tags are open within each other"
    case .notUTF8: "this file is not UTF-8"
    case .tooLarge: "a template has at most \(TemplateLibrary.maximumSize) bytes"
    case .tooManyNodes: "the page grows too large by the partials that it is made of"
    case .contentOutsideBlock(let name):
      "what stands in '\(name)' and in no block of it is never shown"
    case .duplicateBlock(let name): "the block '\(name)' is filled twice"
    case .unknownBlock(let name, let parent, _): "'\(parent)' has no block '\(name)'"
    case .unknownTemplate(let call, _): "there is no \(call.kind.rawValue) '\(call.name)'"
    case .recursiveTemplate(let name): "'\(name)' is made of itself"
    default: messageOnValue
    }
  }

  private static func message(_ error: TagScanner.SyntaxError) -> String {
    switch error {
    case .unclosedTag: "this tag is never closed"
    case .badDelimiters:
      "delimiters are set as {{=<% %>=}}: two, without '=', of at most 16 bytes"
    case .missingName: "this tag has no name"
    case .badName: "a name holds no white space"
    }
  }

  private var messageOnValue: String {
    switch self {
    case .misplacedDot(let name): "a dot in '\(name)' has no name beside it"
    case .dotInRecord: "'.' means nothing here; it is the value of a section on text or HTML"
    case .unknownName(let name, let page, _): "the page '\(page)' has no '\(name)' here"
    case .unknownField(let name, let record, let page, _):
      "'\(record)' of the page '\(page)' has no '\(name)'"
    case .notARecord(let name, let record, let kind):
      "'\(record)' is \(kind.described) and has no '\(name)'"
    case .unknownOnEveryPage(let name, _): "no page has a '\(name)'"
    case .rawText(let name): "'\(name)' is text; write {{\(name)}}"
    case .escapedHTML(let name): "'\(name)' is HTML; write {{{\(name)}}}"
    case .notShowable(let name, let kind): "'\(name)' is \(kind.described), which cannot be shown"
    case .numberAsSection(let name): "'\(name)' is a number, which opens no section"
    case .unsafeContext(let name, let context):
      "'\(name)' stands in \(context.described), where escaping does not protect"
    case .htmlNotAllowed(let name, let context):
      "'\(name)' is HTML and stands in \(context.described)"
    case .unbalancedSection(let name, let start, let end):
      "'\(name)' begins in \(start.described) and ends in \(end.described)"
    default: ""
    }
  }
}

extension FieldKind {
  fileprivate var described: String {
    switch self {
    case .text: "text"
    case .html: "HTML"
    case .number: "a number"
    case .flag: "a flag"
    case .record: "a record"
    case .list: "a list"
    }
  }
}
