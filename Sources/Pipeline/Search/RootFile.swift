import Content
import Diagnostics
import Fingerprints
import Forum

/// What the reader's script loads first: how the index is laid out, and the forum's boards and roles.
struct RootFile {
  let forum: Forum
  /// Of each segment the first.
  let firstThreads: [Int32]
  let rules: IndexRules
  let spellingBits: Int
  let suggestionBits: Int
  /// Of all that was indexed and merged: where it is another, posts may have other numbers.
  let edition: Fingerprint
  /// The days of the oldest and the newest post; nil where there is none.
  let days: (oldest: Day, newest: Day)?

  private static let version = 4

  var bytes: [UInt8] {
    let language = forum.settings.language.split(separator: "-").first.map { $0.lowercased() }
    let fields: [(String, String)] = [
      ("version", "\(Self.version)"),
      ("edition", Self.json(String(edition.high >> 16, radix: 36))),
      ("language", Self.json(language ?? "")),
      ("posts", "\(forum.postCount)"),
      ("segments", "\(firstThreads.count)"),
      ("bits", "\(rules.wordBits)"),
      ("listBits", "\(rules.wordBits)"),
      ("from", Self.json(startingMonths)),
      ("months", Self.json(months)),
      ("spellingBits", "\(spellingBits)"),
      ("suggestionBits", "\(suggestionBits)"),
      ("home", Self.json(forum.urls.home)),
      ("postsPerPage", "\(forum.settings.postsPerPage)"),
      ("common", "\(rules.common)"),
      ("code", Self.json(TextCode.pieces)),
      ("boards", Self.json(forum.boards.map { [$0.slug.description, $0.document.title] })),
      ("roles", Self.json(forum.settings.roles.map { [$0.name, $0.label] })),
      ("stop", Self.json(stopWords)),
      ("synonyms", "[\(forum.synonyms.map(Self.json).joined(separator: ","))]"),
      ("crisis", Self.json(forum.supportWords)),
    ]
    let lines = fields.map { "\"\($0.0)\": \($0.1)" }
    return Array("{\(lines.joined(separator: ",\n"))}\n".utf8)
  }

  /// Of each segment the month of its first thread, counted since year 0; each less the one before.
  private var startingMonths: [Int] {
    var before = 0
    return firstThreads.map { index in
      let month = Self.month(of: forum.threads[Int(index)].started.day)
      defer { before = month }
      return month - before
    }
  }

  /// The months of the oldest and the newest post.
  private var months: [Int] {
    days.map { [Self.month(of: $0.oldest), Self.month(of: $0.newest)] } ?? []
  }

  private static func month(of day: Day) -> Int {
    let (year, month, _) = day.parts
    return year * 12 + month - 1
  }

  private var stopWords: [String] {
    StopWords.keys(isEnglish: WordForms(language: forum.settings.language).isEnglish)
      .map { String(decoding: $0, as: UTF8.self) }.sorted()
  }

  private static func json(_ synonym: Synonym) -> String {
    "{\"words\":\(json(synonym.words)),\"mean\":\(json(synonym.means))}"
  }

  private static func json(_ text: String) -> String { jsonString(text) }

  private static func json(_ texts: [String]) -> String {
    "[\(texts.map(json).joined(separator: ","))]"
  }

  private static func json(_ numbers: [Int]) -> String {
    "[\(numbers.map(String.init).joined(separator: ","))]"
  }

  private static func json(_ rows: [[String]]) -> String {
    "[\(rows.map(json).joined(separator: ","))]"
  }
}
