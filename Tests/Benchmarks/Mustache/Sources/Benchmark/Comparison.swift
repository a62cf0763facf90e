import Diagnostics
import ForumgenMustache
import Mustache

/// A page with its templates and values in the form that each engine takes.
struct Comparison {
  private let page: ThreadPage
  private let dictionary: [String: Any]
  private let sources: [TemplateSource]
  private let template: PageTemplate
  private var values = ValueArena()
  private let library: MustacheLibrary

  init(_ page: ThreadPage) throws {
    self.page = page
    dictionary = page.dictionary
    sources = ThreadPage.templates.sorted { $0.key < $1.key }.map { name, text in
      TemplateSource(
        name: name, source: SourceText(file: "\(name).mustache", bytes: Array(text.utf8)))
    }
    let compiled = TemplateSet.compile(sources, pages: [("thread", ThreadPage.shape)])
    guard let template = compiled.templates?.template(ofPage: "thread") else {
      throw Failure(
        what: DiagnosticReport(compiled.diagnostics).formatted(as: .text(terminal: false)))
    }
    self.template = template
    library = MustacheLibrary(
      templates: try ThreadPage.templates.mapValues { try MustacheTemplate(string: $0) })
  }

  mutating func checkThatThePagesAreEqual() throws {
    let ours = String(decoding: rendered(), as: UTF8.self)
    for theirs in [
      library.render(dictionary, withTemplate: "thread"),
      library.render(page, withTemplate: "thread"),
    ]
    where ours != theirs {
      throw Failure(what: "the pages differ:\n\(ours)\n\(theirs ?? "")")
    }
  }

  /// Alternates between the engines, so that other load on the machine affects both.
  mutating func measure(rounds: Int) {
    var ours: [Double] = []
    var dictionaries: [Double] = []
    var structures: [Double] = []
    for _ in 0..<rounds {
      ours.append(microseconds(runs: 2000) { rendered().count })
      dictionaries.append(microseconds(runs: 50) { length(of: dictionary) })
      structures.append(microseconds(runs: 50) { length(of: page) })
    }
    let theirs = min(median(dictionaries), median(structures))
    print("a page of \(rendered().count) bytes, median of \(rounds) rounds")
    print("forumgen:                        \(rounded(median(ours))) µs")
    print("swift-mustache, of dictionaries: \(rounded(median(dictionaries))) µs")
    print("swift-mustache, of structures:   \(rounded(median(structures))) µs")
    print("forumgen is faster by a factor:  \(rounded(theirs / median(ours)))")
    print("forumgen, compiling templates:   \(rounded(microseconds(runs: 200, compile))) µs")
  }

  /// Puts the values into an arena and renders them, as a build does for each page.
  private mutating func rendered() -> [UInt8] {
    values.removeAll()
    let record = page.record(in: &values)
    var output: [UInt8] = []
    template.render(record, of: values, into: &output)
    return output
  }

  private func length(of values: Any) -> Int {
    library.render(values, withTemplate: "thread")?.utf8.count ?? 0
  }

  private func compile() -> Int {
    TemplateSet.compile(sources, pages: [("thread", ThreadPage.shape)]).diagnostics.count + 1
  }
}
