import Foundation
import Testing

struct Hit: Hashable {
  let kind: String
  let text: String
  let url: String
}

/// The search suggestions of a site, read as search.js reads them.
struct SuggestionPieces {
  struct Entry: Equatable {
    let isComplete: Bool
    let hits: [Hit]

    var isEmpty: Bool { hits.isEmpty }
  }

  private struct File: Decodable {
    let all: Bool
    let hits: [[String]]
  }

  let files: [String: Data]
  private(set) var entries: [String: Entry] = [:]

  private static let folder = "search/index/a/"

  init(_ site: BuiltSite) throws {
    files = site.files.filter { $0.key.hasPrefix(Self.folder) }
    let count = files.count
    #expect(count > 0 && count & (count - 1) == 0, "a power of two")
    for piece in 0..<count {
      let bytes = try #require(files["\(Self.folder)\(piece).json"])
      for (prefix, file) in try JSONDecoder().decode([String: File].self, from: bytes) {
        #expect(Int(hash(prefix)) % count == piece, "\(prefix) is in its own piece")
        let hits = file.hits.map { Hit(kind: $0[0], text: $0[1], url: $0[2]) }
        entries[prefix] = Entry(isComplete: file.all, hits: hits)
      }
    }
  }

  /// All suggestions, each once.
  var items: [Hit] { Array(Set(entries.values.flatMap(\.hits))) }

  /// Returns the suggestions for a fully typed word: those for its first two letters, or for a
  /// longer prefix (up to six letters) while the list for the shorter one is incomplete.
  func entry(for word: String) throws -> Entry {
    var entry = try #require(entries[String(word.prefix(2))], "\(word)")
    for length in stride(from: 3, through: min(6, word.count), by: 1) where !entry.isComplete {
      entry = try #require(entries[String(word.prefix(length))], "\(word)")
    }
    return entry
  }

  private func hash(_ text: String) -> UInt32 {
    text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }
}
