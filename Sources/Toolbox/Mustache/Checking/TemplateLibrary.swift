import Diagnostics

/// All templates by name, with the diagnostics that can be found without the shapes of pages.
struct TemplateLibrary {
  /// Maximum size of a template, in bytes.
  static let maximumSize = 1_000_000

  var diagnostics = TemplateDiagnostics()
  private var templates: [String: Template] = [:]
  private let sources: [TemplateSource]
  /// Calls that would make a template include itself.
  private var recursiveCalls: Set<CallSite> = []

  init(_ sources: [TemplateSource]) {
    self.sources = sources
    for source in sources { add(source) }
    checkCalls()
    findRecursiveCalls()
  }

  /// Returns the called template. Nil if it does not exist or if the call is recursive.
  func template(calledBy call: Call, in template: Template) -> Template? {
    guard !recursiveCalls.contains(CallSite(template, call)) else { return nil }
    return templates[call.name]
  }

  mutating func template(ofPage name: String) -> Template? {
    if let template = templates[name] { return template }
    // A missing file is reported in the folder of the other templates.
    let sibling = sources.first?.source.file ?? ""
    let folder = sibling[
      ..<(sibling.lastIndex(of: "/").map(sibling.index(after:)) ?? sibling.startIndex)]
    let location = SourceLocation(file: folder + name + ".mustache")
    let message = "there is no template for the page '\(name)'"
    diagnostics.insert(Diagnostic(.error, "missing-template", message, at: location))
    return nil
  }
}

private struct CallSite: Hashable {
  let template: String
  let offset: Int

  init(_ template: Template, _ call: Call) {
    self.template = template.name
    offset = call.offset
  }
}

extension TemplateLibrary {
  private var sorted: [Template] { templates.values.sorted { $0.name < $1.name } }

  private mutating func add(_ source: TemplateSource) {
    guard templates[source.name] == nil else { return reportDuplicate(source) }
    if let diagnostic = Self.unreadable(source.source) {
      let template = Template(source, ParsedTemplate())
      templates[source.name] = template
      return diagnostics.report(diagnostic, at: 0, in: template)
    }
    let (parsed, parseDiagnostics) = TemplateParser.parse(source.source)
    templates[source.name] = Template(source, parsed)
    for diagnostic in parseDiagnostics.diagnostics { diagnostics.insert(diagnostic) }
  }

  private static func unreadable(_ source: SourceText) -> TemplateDiagnostic? {
    if source.bytes.count > maximumSize { return .tooLarge }
    return String(validating: source.bytes, as: UTF8.self) == nil ? .notUTF8 : nil
  }

  private mutating func reportDuplicate(_ source: TemplateSource) {
    let other = templates[source.name]?.source.file ?? ""
    diagnostics.insert(
      Diagnostic(
        .error, "duplicate-template",
        "two templates have the name '\(source.name)'; the other is \(other)",
        at: SourceLocation(file: source.source.file)))
  }

  private mutating func checkCalls() {
    let names = templates.keys.sorted()
    for template in sorted {
      for call in template.calls where templates[call.name] == nil {
        let suggestion = names.mostSimilar(to: call.name)
        diagnostics.report(
          .unknownTemplate(call, suggestion: suggestion), at: call.offset, in: template)
      }
      for call in template.calls { checkBlocks(filledBy: call, in: template) }
    }
  }

  private mutating func checkBlocks(filledBy call: Call, in template: Template) {
    guard !call.filledBlocks.isEmpty, let parent = templates[call.name] else { return }
    let known = blocks(in: parent)
    for block in call.filledBlocks where !known.contains(block.text) {
      let suggestion = known.sorted().mostSimilar(to: block.text)
      let diagnostic = TemplateDiagnostic.unknownBlock(
        block.text, parent: call.name, suggestion: suggestion)
      diagnostics.report(diagnostic, at: block.offset, in: template)
    }
  }

  /// Returns the names of the blocks that can be filled in `template`: its own, and those of all
  /// templates that it calls directly or indirectly.
  private func blocks(in template: Template) -> Set<String> {
    var found: Set<String> = []
    var visited: Set = [template.name]
    var pending = [template]
    while let template = pending.popLast() {
      found.formUnion(template.blocks)
      for call in template.calls where visited.insert(call.name).inserted {
        if let called = templates[call.name] { pending.append(called) }
      }
    }
    return found
  }
}

extension TemplateLibrary {
  private mutating func findRecursiveCalls() {
    var finished: Set<String> = []
    for root in sorted where !finished.contains(root.name) {
      findRecursiveCalls(from: root, &finished)
    }
  }

  /// Depth-first search along the calls. A call of a template on the current path closes a cycle.
  private mutating func findRecursiveCalls(from root: Template, _ finished: inout Set<String>) {
    var path = [(template: root, next: 0)]
    var onPath: Set = [root.name]
    while let (template, next) = path.last {
      guard next < template.calls.count else {
        path.removeLast()
        onPath.remove(template.name)
        finished.insert(template.name)
        continue
      }
      path[path.count - 1].next += 1
      let call = template.calls[next]
      guard let called = templates[call.name], !finished.contains(called.name) else { continue }
      if onPath.insert(called.name).inserted {
        path.append((called, 0))
      } else {
        recursiveCalls.insert(CallSite(template, call))
        diagnostics.report(.recursiveTemplate(call.name), at: call.offset, in: template)
      }
    }
  }
}

extension TemplateLibrary {
  /// Checks names that no page has visited, because no page uses their template or every page
  /// replaces the default block that contains them. They are checked against the names of all
  /// shapes.
  mutating func checkUnvisitedNames(against shapes: [Shape]) {
    let known = Self.names(in: shapes)
    let sortedNames = known.sorted()
    for template in sorted {
      for name in template.names where !diagnostics.hasVisited(name, in: template) {
        guard let part = name.parts.first(where: { !known.contains($0) }) else { continue }
        let suggestion = sortedNames.mostSimilar(to: part)
        diagnostics.report(
          .unknownOnEveryPage(part, suggestion: suggestion), at: name.offset, in: template)
      }
    }
  }

  private static func names(in shapes: [Shape]) -> Set<String> {
    var names: Set<String> = []
    var visited: Set<ObjectIdentifier> = []
    var pending = shapes
    while let shape = pending.popLast() {
      guard visited.insert(ObjectIdentifier(shape)).inserted else { continue }
      for field in shape.fields {
        names.insert(field.name)
        if case .record(let inner) = field.kind { pending.append(inner) }
        if case .list(let inner) = field.kind { pending.append(inner) }
      }
    }
    return names
  }
}
