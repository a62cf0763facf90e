import Diagnostics
import YAML

/// Reads the files that are one list (members.yml, glossary.yml, synonyms.yml, support-words.yml)
/// and the files that have one front-matter block and one body (board.md, pages).
struct SmallFileReader {
  private let file: TextFile
  private(set) var collector: DiagnosticCollector

  init(_ file: TextFile) {
    self.file = file
    collector = DiagnosticCollector(file.source)
  }

  mutating func members() -> [MemberEntry] {
    items(of: "members.yml", "- name: Wren").compactMap { node in
      let keys = ["name", "role", "joined", "bio", "former", "in_memory"]
      guard let fields = Fields(node, of: "a member", keys: keys, &collector) else { return nil }
      let name = fields.required("name", "name: Wren", &collector)
      if let name, let message = messageForInvalidName(name.text) {
        collector.error("bad-name", message, at: name.offset)
      }
      let role = fields.scalar("role", &collector)
      let joined = joined(fields)
      let bio = fields.scalar("bio", &collector)
      let isFormer = fields.boolean("former", &collector) ?? false
      let isInMemory = fields.boolean("in_memory", &collector) ?? false
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
      guard let fields = Fields(node, of: "a term", keys: keys, &collector) else { return nil }
      let term = fields.required("term", "term: Drain", &collector)
      let means = fields.required("means", "means: A thin tube that …", &collector)
      let also = fields.texts("also", &collector)
      for spelling in [term].compactMap(\.self) + also {
        guard let message = messageForInvalidTerm(spelling.text) else { continue }
        collector.error("bad-term", message, at: spelling.offset)
      }
      guard let term, let means else { return nil }
      return GlossaryTerm(term: term, means: means.text, also: also)
    }
  }

  mutating func synonyms() -> [SynonymSet] {
    readWords(items(of: "synonyms.yml", "- same: [hair loss, alopecia]")) { $0.synonyms($1) }
  }

  /// - Parameter hasSupportLines: whether there is a support line to show above the results.
  mutating func supportWords(hasSupportLines: Bool) -> [String] {
    readWords(items(of: "support-words.yml", "- cannot go on")) {
      $0.supportWords($1, hasSupportLines: hasSupportLines)
    }
  }

  private mutating func readWords<Item>(
    _ items: [YAMLNode], _ read: (inout SynonymReader, [YAMLNode]) -> [Item]
  ) -> [Item] {
    var reader = SynonymReader(collector)
    let found = read(&reader, items)
    collector = reader.collector
    return found
  }

  mutating func board() -> BoardDocument? {
    let keys = [
      "title", "description", "order", "category", "disclaimer", "closed", "post_order", "aliases",
    ]
    guard let (fields, section) = head("a board", keys) else { return nil }
    let title = fields.required("title", "title: Surgery", &collector)
    let document = BoardDocument(
      source: file.source, title: title?.text ?? "",
      description: fields.text("description", &collector) ?? "",
      order: fields.integer("order", in: 0...1_000_000, &collector) ?? Int.max,
      category: fields.text("category", &collector),
      disclaimer: fields.scalar("disclaimer", &collector),
      isClosed: fields.boolean("closed", &collector) ?? false,
      postOrder: postOrder(fields, &collector),
      aliases: fields.texts("aliases", &collector), body: section.body)
    return title == nil ? nil : document
  }

  mutating func page() -> PageDocument? {
    let keys = ["title", "description", "slug", "aliases"]
    guard let (fields, section) = head("a page", keys) else { return nil }
    let title = fields.required("title", "title: Privacy policy", &collector)
    let document = PageDocument(
      source: file.source, title: title?.text ?? "",
      description: fields.text("description", &collector) ?? "",
      slug: fields.scalar("slug", &collector), aliases: fields.texts("aliases", &collector),
      body: section.body)
    return title == nil ? nil : document
  }
}

extension SmallFileReader {
  /// Returns the items of a file that is one list. An empty file is an empty list.
  private mutating func items(of name: String, _ example: String) -> [YAMLNode] {
    var reader = YAMLReader(file.source, range: file.start..<file.source.bytes.count)
    switch reader.read(&collector) {
    case nil: return []
    case .list(let items, _): return items
    case .scalar(let scalar) where scalar.text.isEmpty: return []
    case .some(let node):
      collector.error(
        "not-a-list", "\(name) must be a list; begin each item as in '\(example)'",
        at: node.offset)
      return []
    }
  }

  private mutating func joined(_ fields: Fields) -> Day? {
    guard let scalar = fields.scalar("joined", &collector) else { return nil }
    if let day = Day(scalar.text) { return day }
    collector.error(
      "not-a-date",
      "'\(scalar.text)' is not a date; write 'joined' as 2022-05-31", at: scalar.offset)
    return nil
  }

  private mutating func head(_ noun: String, _ keys: [String]) -> (Fields, FrontMatterSection)? {
    let splitter = FrontMatterSplitter(file.source.bytes)
    guard let section = splitter.singleSection(from: file.start, &collector) else { return nil }
    guard let node = parseFrontMatter(file.source, section.head, &collector) else {
      if collector.diagnostics.isEmpty {
        collector.error(
          "empty-front-matter",
          "there is no 'key: value' between the two lines '---'; \(noun) "
            + "needs 'title'",
          at: section.fenceOffset)
      }
      return nil
    }
    return Fields(node, of: noun, keys: keys, at: section.fenceOffset, &collector)
      .map { ($0, section) }
  }
}
