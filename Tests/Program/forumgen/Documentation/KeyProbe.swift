import Foundation

/// Asks the program which keys it accepts, so that no test needs a second list of them.
///
/// It builds content in which a mapping has every word that may be a key. The words that are not
/// reported as unknown are keys. A word may be a key if it is a string literal in the sources of
/// the Content module, which reads all files, or if it is one of `documented`. Mappings inside a
/// mapping are found in the same way: each key gets a mapping, a list of mappings, and a mapping of
/// named mappings as its value.
struct KeyProbe {
  private let words: [String]

  init(documented: Set<String>) throws {
    let folder = MarkdownDocument.repository.appendingPathComponent("Sources/Pipeline/Content").path
    var words = documented
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where file.hasSuffix(".swift") {
      let source = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      words.formUnion(source.matches(of: /"([a-z][a-z0-9_-]*)"/).map { String($0.output.1) })
    }
    self.words = words.sorted()
  }

  /// Returns the keys of each mapping in the file, by the headings of its table in Settings.md:
  /// `forum.yml`, `forum.yml > helpline.hours`.
  func mappings(of file: ProbedFile) throws -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    try find(in: file, at: [], &found)
    return found
  }

  private func find(
    in file: ProbedFile, at path: [Step], _ found: inout [String: Set<String>]
  ) throws {
    let unknown = try unknownKeys(in: file) { $0.add(words, at: path) }
    guard !unknown.isEmpty else { return }  // not a mapping
    let keys = words.filter { !unknown.contains([$0]) }
    let inner = path.map(\.key).joined(separator: ".")
    found[path.isEmpty ? file.rawValue : "\(file.rawValue) > \(inner)"] = Set(keys)
    for shape in Step.Shape.allCases {
      let unknown = try unknownKeys(in: file) { text in
        text.add(keys, at: path) { key, text in text.add(words, in: shape, of: key) }
      }
      for key in keys where unknown.contains(where: { $0.count == 2 && $0[0] == key }) {
        try find(in: file, at: path + [Step(key: key, shape: shape)], &found)
      }
    }
  }

  /// Builds the file and returns the keys that are reported as unknown.
  private func unknownKeys(
    in file: ProbedFile, _ fill: (inout ProbeText) -> Void
  ) throws -> Set<[String]> {
    var text = ProbeText(file)
    fill(&text)
    let command = try Command()
    try command.put(text.text + file.end, at: "content/\(file.path)")
    let run = try command.build("--format", "json", "--quiet")
    let unknown = try run.errors.split(separator: "\n").compactMap { line -> [String]? in
      let diagnostic = try JSONDecoder().decode(Diagnostic.self, from: Data(line.utf8))
      guard diagnostic.id == "unknown-key", diagnostic.file == "content/\(file.path)" else {
        return nil
      }
      return diagnostic.line.flatMap { text.keys[$0] }
    }
    return Set(unknown)
  }

  private struct Diagnostic: Decodable {
    let file: String?
    let line: Int?
    let id: String
  }
}

/// A key and what its value is.
struct Step {
  enum Shape: CaseIterable {
    case mapping, list
    /// As `roles`: names of the author's choice, each with a mapping.
    case named
  }

  let key: String
  let shape: Shape
}

/// A kind of file, or of a block in a file, that has keys.
enum ProbedFile: String, CaseIterable {
  case forum = "forum.yml"
  case members = "members.yml"
  case glossary = "glossary.yml"
  case synonyms = "synonyms.yml"
  case supportWords = "support-words.yml"
  case board = "board.md"
  case firstPost = "Thread: first post"
  case reply = "Thread: reply"
  case page = "Page"

  fileprivate var path: String {
    switch self {
    case .forum, .members, .glossary, .synonyms, .supportWords: rawValue
    case .board: "boards/surgery/board.md"
    case .firstPost, .reply: "boards/surgery/probe.md"
    case .page: "pages/probe.md"
    }
  }

  fileprivate var start: String {
    switch self {
    case .forum, .members, .glossary, .synonyms, .supportWords: ""
    case .board, .firstPost, .page: "---\n"
    case .reply: "---\ntitle: Probe\nauthor: Wren\ndate: 2022-05-31\n---\n\nText\n\n---\n"
    }
  }

  fileprivate var end: String { start.isEmpty ? "" : "---\n\nText\n" }

  fileprivate var isList: Bool {
    [.members, .glossary, .synonyms, .supportWords].contains(self)
  }
}

/// The text of a file with probed keys, and the line of each.
private struct ProbeText {
  private(set) var text: String
  /// By line: the key, after the key of the mapping that contains it if that is probed too.
  private(set) var keys: [Int: [String]] = [:]
  private var line: Int
  private var indent = ""
  private let isReply: Bool

  init(_ file: ProbedFile) {
    text = file.start
    line = file.start.count { $0 == "\n" } + 1
    isReply = file == .reply
    if file.isList { open("-") }
  }

  /// Adds the keys to the mapping at `path`. `fill` writes the value of each.
  mutating func add(
    _ words: [String], at path: [Step], _ fill: ((String, inout ProbeText) -> Void)? = nil
  ) {
    for step in path { open(step.shape, of: step.key) }
    // A reply begins with its author.
    let isTop = isReply && path.isEmpty
    let ordered = isTop ? ["author"] + words.filter { $0 != "author" } : words
    for word in ordered {
      if let fill { fill(word, &self) } else { put("\(word): text", [word]) }
    }
  }

  /// Adds the keys to a mapping that is the value of `key`, in the given shape.
  mutating func add(_ words: [String], in shape: Step.Shape, of key: String) {
    let outer = indent
    open(shape, of: key)
    for word in words { put("\(word): text", [key, word]) }
    indent = outer
  }

  private mutating func open(_ shape: Step.Shape, of key: String) {
    open("\(key):")
    switch shape {
    case .mapping: break
    case .list: open("-")
    case .named: open("any:")
    }
  }

  private mutating func open(_ text: String) {
    put(text, nil)
    indent += "  "
  }

  private mutating func put(_ written: String, _ key: [String]?) {
    keys[line] = key
    text += "\(indent)\(written)\n"
    line += 1
  }
}
