import Content
import Diagnostics
import Forum

/// What the reader's script loads first: how the index is laid out, and the forum's boards and roles.
struct RootFile {
  let forum: Forum
  let segmentCount: Int
  let rules: BucketWriter.Rules
  let spellingBits: Int
  let suggestionBits: Int

  private static let version = 2

  var bytes: [UInt8] {
    let language = forum.settings.language.split(separator: "-").first.map { $0.lowercased() }
    let fields: [(String, String)] = [
      ("version", "\(Self.version)"),
      ("language", Self.json(language ?? "")),
      ("posts", "\(forum.postCount)"),
      ("segments", "\(segmentCount)"),
      ("bits", "\(rules.wordBits)"),
      ("listBits", "\(rules.bits)"),
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

  private static func json(_ rows: [[String]]) -> String {
    "[\(rows.map(json).joined(separator: ","))]"
  }
}
