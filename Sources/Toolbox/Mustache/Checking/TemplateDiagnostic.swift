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
    case .tooDeep: "tags are nested more than \(TemplateParser.maximumDepth) levels deep"
    case .notUTF8: "this file is not UTF-8; save it with the encoding UTF-8"
    case .tooLarge:
      "this template is larger than "
        + "\(withThousandsSeparators(TemplateLibrary.maximumSize)) bytes"
    case .tooManyNodes:
      "this page is too large after its partials are inserted; use fewer partials within partials"
    case .contentOutsideBlock(let name):
      "text inside '{{<\(name)}}' must be in a block; this text is never shown"
    case .duplicateBlock(let name): "the block '\(name)' is given twice; remove one"
    case .unknownBlock(let name, let parent, _): "'\(parent)' has no block '\(name)'"
    case .unknownTemplate(let call, _): "there is no \(call.kind.rawValue) '\(call.name)'"
    case .recursiveTemplate(let name): "the template '\(name)' includes itself; remove this tag"
    default: messageOnValue
    }
  }

  private static func message(_ error: TagScanner.SyntaxError) -> String {
    switch error {
    case .unclosedTag: "this tag is never closed"
    case .badDelimiters:
      "write two delimiters with a space between, as in {{=<% %>=}}; "
        + "each has at most 16 bytes and no '='"
    case .missingName: "this tag has no name"
    case .badName: "a name must not contain white space"
    }
  }

  private var messageOnValue: String {
    switch self {
    case .misplacedDot(let name): "'\(name)' needs a name before and after each dot"
    case .dotInRecord: "'.' has no value here; use it inside a section on a text or HTML value"
    case .unknownName(let name, let page, _): "unknown name '\(name)' in the page '\(page)'"
    case .unknownField(let name, let record, let page, _):
      "unknown name '\(name)' in '\(record)' of the page '\(page)'"
    case .notARecord(let name, let record, let kind):
      "'\(record)' is \(kind.described) and has no '\(name)'"
    case .unknownOnEveryPage(let name, _): "unknown name '\(name)': no page has it"
    case .rawText(let name): "'\(name)' is text and needs two braces: {{\(name)}}"
    case .escapedHTML(let name): "'\(name)' is HTML and needs three braces: {{{\(name)}}}"
    case .notShowable(let name, let kind): "'\(name)' is \(kind.described), which cannot be shown"
    case .numberAsSection(let name): "'\(name)' is a number, which cannot be used as a section"
    case .unsafeContext(let name, let context):
      "'\(name)' is not safe in \(context.described), because escaping does not protect there"
    case .htmlNotAllowed(let name, let context):
      "'\(name)' is HTML, which is not allowed in \(context.described)"
    case .unbalancedSection(let name, let start, let end):
      "the section '\(name)' begins in \(start.described) but ends in \(end.described)"
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
