import Diagnostics
import Forum

/// Suggestions that the search page shows while a reader types: titles of threads, members, tags
/// and terms, by the prefixes of their words.
///
/// They are split into pieces, each with all suggestions for some prefixes, so that a typed
/// letter loads one small file. The piece of a prefix depends on its letters alone, and the
/// ranking of items on values that a reply seldom changes. After a reply nearly all pieces stay
/// as they are.
struct Suggestions: Sendable {
  /// Binary logarithm of the number of pieces.
  let pieceBits: Int
  /// A file for each piece: JSON with the best items for each prefix, best first, such as
  /// `{"le":{"all":true,"hits":[["t","Letrozole and joints","boards/…/"],…]},…}`.
  let files: [IndexFile]

  init(_ forum: Forum, terms: [GlossaryLink]) {
    pieceBits = Self.pieceBits(threads: forum.threads.count, members: forum.memberCount)
    let mask = (1 << pieceBits) - 1
    var pieces = [[UInt8]](repeating: [], count: 1 << pieceBits)
    let items = SuggestedItems(forum, terms)
    for entry in items.index.entries {
      items.append(entry, to: &pieces[Int(entry.prefix.pieceHash) & mask])
    }
    files = pieces.enumerated().map { number, entries in
      let start = entries.isEmpty ? Array("{".utf8) : []
      return IndexFile("a/\(number).json", start + entries + Array("}\n".utf8))
    }
  }

  /// Returns the binary logarithm of the number of pieces.
  ///
  /// Another number of pieces would change all files, so it depends only on these two counts,
  /// whose sum seldom passes a power of four. The number of pieces grows with the square root of
  /// the sum: words repeat and a prefix has a limited number of items, so pieces keep about the
  /// same size.
  private static func pieceBits(threads: Int, members: Int) -> Int {
    let items = threads + members
    return items < 16 ? 0 : (Int.bitWidth - items.leadingZeroBitCount + 2) / 2
  }
}

extension SuggestedItems {
  /// Appends the suggestions for a prefix to the JSON of its piece.
  fileprivate func append(_ entry: PrefixIndex.Entry, to json: inout [UInt8]) {
    json += (json.isEmpty ? "{\"" : ",\"").utf8
    appendJSONContent(entry.prefix.text, to: &json)
    json += "\":{\"all\":\(entry.isComplete),\"hits\":[".utf8
    let hits = index.hits(of: entry)
    for (position, hit) in zip(hits.indices, hits) {
      json += (position == hits.startIndex ? "[\"" : ",[\"").utf8
      append(self[Int(hit)], to: &json)
      json.append(UInt8(ascii: "]"))
    }
    json += "]}".utf8
  }

  private func append(_ item: SuggestedItem, to json: inout [UInt8]) {
    let (text, url) = link(of: item)
    json += item.kind.code.utf8
    json += "\",".utf8
    appendJSONString(text, to: &json)
    json.append(UInt8(ascii: ","))
    appendJSONString(relativeURL(url), to: &json)
  }
}
