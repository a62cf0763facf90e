package import Diagnostics

/// An entry of members.yml.
package struct MemberEntry: Sendable {
  package let name: YAMLScalar
  package let role: YAMLScalar?
  package let joined: Day?
  /// Markdown.
  package let bio: YAMLScalar?
  /// Whether the member asked to be forgotten.
  package let isFormer: Bool
  /// Whether the member has died.
  package let isInMemory: Bool
}

/// An entry of glossary.yml.
package struct GlossaryTerm: Sendable {
  package let term: YAMLScalar
  package let means: String
  package let also: [YAMLScalar]
}

/// The parsed board.md of a board.
package struct BoardDocument: Sendable {
  package let source: SourceText
  package let title: String
  package let description: String
  package let order: Int
  package let category: String?
  /// Path of a page, relative to the content folder.
  package let disclaimer: YAMLScalar?
  package let isClosed: Bool
  package let postOrder: PostOrder?
  package let aliases: [YAMLScalar]
  package let body: Range<Int>
}

/// A parsed file of pages/.
package struct PageDocument: Sendable {
  package let source: SourceText
  package let title: String
  package let description: String
  package let slug: YAMLScalar?
  package let aliases: [YAMLScalar]
  package let body: Range<Int>
}

/// Reads the files that are one list (members.yml, glossary.yml, synonyms.yml, support-words.yml)
/// and the files that have one front-matter block and one body (board.md, pages).
struct SmallFileReader {
  private let file: TextFile
  private(set) var problems: DiagnosticCollector

  init(_ file: TextFile) {
    self.file = file
    problems = DiagnosticCollector(file.source)
  }

  mutating func members() -> [MemberEntry] {
    items(of: "members.yml", "- name: Wren").compactMap { node in
      let keys = ["name", "role", "joined", "bio", "former", "in_memory"]
      guard let fields = Fields(node, of: "a member", keys: keys, &problems) else { return nil }
      let name = fields.required("name", "name: Wren", &problems)
      if let name, let fault = nameFault(name.text) {
        problems.error("bad-name", fault, at: name.offset)
      }
      let role = fields.scalar("role", &problems)
      let joined = joined(fields)
      let bio = fields.scalar("bio", &problems)
      let isFormer = fields.flag("former", &problems) ?? false
      let isInMemory = fields.flag("in_memory", &problems) ?? false
      return name.map {
        MemberEntry(
          name: $0, role: role, joined: joined, bio: bio, isFormer: isFormer,
          isInMemory: isInMemory)
      }
    }
  }

  mutating func glossary() -> [GlossaryTerm] {
    items(of: "glossary.yml", "- {term: Drain, means: A thin tube …}").compactMap { node in
      let keys = ["term", "means", "also"]
      guard let fields = Fields(node, of: "a term", keys: keys, &problems) else { return nil }
      let term = fields.required("term", "term: Drain", &problems)
      let means = fields.required("means", "means: A thin tube that …", &problems)
      let also = fields.texts("also", &problems)
      for spelling in [term].compactMap(\.self) + also {
        guard let fault = termFault(spelling.text) else { continue }
        problems.error("bad-term", fault, at: spelling.offset)
      }
      guard let term, let means else { return nil }
      return GlossaryTerm(term: term, means: means.text, also: also)
    }
  }

  mutating func synonyms() -> [SynonymSet] {
    layWords(items(of: "synonyms.yml", "- same: [hair loss, alopecia]")) { $0.synonyms($1) }
  }

  /// - Parameter hasLines: whether there is a support line to show above the results.
  mutating func supportWords(hasLines: Bool) -> [String] {
    layWords(items(of: "support-words.yml", "- cannot go on")) {
      $0.supportWords($1, hasLines: hasLines)
    }
  }

  private mutating func layWords<Item>(
    _ items: [YAMLNode], _ read: (inout SynonymReader, [YAMLNode]) -> [Item]
  ) -> [Item] {
    var reader = SynonymReader(problems)
    let found = read(&reader, items)
    problems = reader.problems
    return found
  }

  mutating func board() -> BoardDocument? {
    let keys = [
      "title", "description", "order", "category", "disclaimer", "closed", "post_order", "aliases",
    ]
    guard let (fields, section) = head("a board", keys) else { return nil }
    let title = fields.required("title", "title: Surgery", &problems)
    let document = BoardDocument(
      source: file.source, title: title?.text ?? "",
      description: fields.text("description", &problems) ?? "",
      order: fields.number("order", in: 0...1_000_000, &problems) ?? Int.max,
      category: fields.text("category", &problems),
      disclaimer: fields.scalar("disclaimer", &problems),
      isClosed: fields.flag("closed", &problems) ?? false,
      postOrder: postOrder(fields, &problems),
      aliases: fields.texts("aliases", &problems), body: section.body)
    return title == nil ? nil : document
  }

  mutating func page() -> PageDocument? {
    let keys = ["title", "description", "slug", "aliases"]
    guard let (fields, section) = head("a page", keys) else { return nil }
    let title = fields.required("title", "title: Privacy policy", &problems)
    let document = PageDocument(
      source: file.source, title: title?.text ?? "",
      description: fields.text("description", &problems) ?? "",
      slug: fields.scalar("slug", &problems), aliases: fields.texts("aliases", &problems),
      body: section.body)
    return title == nil ? nil : document
  }
}

extension SmallFileReader {
  /// Returns the items of a file that is one list. An empty file is an empty list.
  private mutating func items(of name: String, _ example: String) -> [YAMLNode] {
    var reader = YAMLReader(file.source, range: file.start..<file.source.bytes.count)
    switch reader.read(&problems) {
    case nil: return []
    case .list(let items, _): return items
    case .scalar(let scalar) where scalar.text.isEmpty: return []
    case .some(let node):
      problems.error(
        "not-a-list", "\(name) is a list; each item begins as in '\(example)'",
        at: node.offset)
      return []
    }
  }

  private mutating func joined(_ fields: Fields) -> Day? {
    guard let scalar = fields.scalar("joined", &problems) else { return nil }
    if let day = Day(scalar.text) { return day }
    problems.error(
      "not-a-date",
      "'\(scalar.text)' is no day that the calendar has; write "
        + "'joined' as 2022-05-31", at: scalar.offset)
    return nil
  }

  private mutating func head(_ noun: String, _ keys: [String]) -> (Fields, FrontMatterSection)? {
    let cutter = FrontMatterSplitter(file.source.bytes)
    guard let section = cutter.singleSection(from: file.start, &problems) else { return nil }
    guard let node = blockNode(file.source, section.head, &problems) else {
      if problems.diagnostics.isEmpty {
        problems.error(
          "empty-front-matter", "this block has no keys; \(noun) needs 'title'",
          at: section.opening)
      }
      return nil
    }
    return Fields(node, of: noun, keys: keys, at: section.opening, &problems)
      .map { ($0, section) }
  }
}
