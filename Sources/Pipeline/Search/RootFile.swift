import Content
import Diagnostics
import Fingerprints
import Forum
import Words

/// The file root.json, which the browser script loads first: the layout of the index, and the
/// forum's boards and roles.
struct RootFile {
  let forum: Forum
  /// The index of each segment's first thread among the forum's threads.
  let firstThreads: [Int32]
  let rules: IndexRules
  let spellingBits: Int
  let suggestionBits: Int
  /// Fingerprint of everything that was indexed and merged. The coordinates of a post are valid
  /// only within one edition.
  let edition: Fingerprint
  /// The days of the oldest and the newest post. Nil if there are no posts.
  let days: (oldest: Day, newest: Day)?

  private static let version = 4

  var file: IndexFile { IndexFile("root.json", bytes) }

  private var bytes: [UInt8] {
    let language = forum.settings.language.split(separator: "-").first.map { $0.lowercased() }
    let fields: [(String, String)] = [
      ("version", "\(Self.version)"),
      ("edition", Self.json(String(edition.high >> 16, radix: 36))),
      ("language", Self.json(language ?? "")),
      ("posts", "\(forum.postCount)"),
      ("segments", "\(firstThreads.count)"),
      ("bits", "\(rules.dictionaryBits)"),
      ("listBits", "\(rules.dictionaryBits)"),
      ("from", Self.json(startingMonths)),
      ("months", Self.json(months)),
      ("spellingBits", "\(spellingBits)"),
      ("suggestionBits", "\(suggestionBits)"),
      ("home", Self.json(forum.urls.home)),
      ("postsPerPage", "\(forum.settings.postsPerPage)"),
      ("common", "\(rules.commonThreshold)"),
      ("code", Self.json(TextCoder.pieces)),
      ("boards", Self.json(forum.boards.map { [$0.slug.description, $0.document.title] })),
      ("roles", Self.json(forum.settings.roles.map { [$0.name, $0.label] })),
      ("stop", Self.json(stopWords)),
      ("synonyms", "[\(forum.synonyms.map(Self.json).joined(separator: ","))]"),
      ("crisis", Self.json(forum.supportWords)),
    ]
    let lines = fields.map { "\"\($0.0)\": \($0.1)" }
    return Array("{\(lines.joined(separator: ",\n"))}\n".utf8)
  }

  /// The month of each segment's first thread: the months since January of year 0, less those of
  /// the segment before.
  private var startingMonths: [Int] {
    var previous = 0
    return firstThreads.map { index in
      let month = Self.month(of: forum.threads[Int(index)].started.day)
      defer { previous = month }
      return month - previous
    }
  }

  /// The months of the oldest and the newest post, since January of year 0. Empty if there are no
  /// posts.
  private var months: [Int] {
    days.map { [Self.month(of: $0.oldest), Self.month(of: $0.newest)] } ?? []
  }

  private static func month(of day: Day) -> Int {
    let (year, month, _) = day.parts
    return year * 12 + month - 1
  }

  private var stopWords: [String] {
    WordForms(language: forum.settings.language).stopKeys
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
