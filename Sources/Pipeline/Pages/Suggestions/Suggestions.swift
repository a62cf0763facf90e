import Forum

/// Suggestions that the search page shows while a reader types: titles of threads, members, tags
/// and terms, by the prefixes of their words.
///
/// They are split into pieces, each with all suggestions for some prefixes, so that a typed
/// letter loads one small file. The piece of a prefix depends on its letters alone, and the
/// ranking of items on values that a reply seldom changes. After a reply nearly all pieces stay
/// as they are.
package struct Suggestions: Sendable {
  /// Binary logarithm of the number of pieces.
  package let pieceBits: Int
  let items: SuggestedItems
  /// Indices of the prefix index's entries, grouped by piece.
  private let pieces: GroupedIndices

  package var count: Int { 1 << pieceBits }

  init(_ views: SiteViews) {
    items = SuggestedItems(views)
    pieceBits = Self.pieceBits(threads: views.forum.threads.count, members: views.forum.memberCount)
    let mask = (1 << pieceBits) - 1
    pieces = GroupedIndices(
      items.index.entries.map { Int($0.prefix.pieceHash) & mask }, count: 1 << pieceBits)
  }

  /// Returns the file of a piece: JSON with the best items for each prefix, best first.
  package func json(ofPiece piece: Int) -> [UInt8] {
    var output: [UInt8] = []
    append(piece, to: &output)
    return output
  }
}

extension Suggestions {
  /// Returns the binary logarithm of the number of pieces.
  ///
  /// Another number of pieces would change all files, so it depends only on these two counts,
  /// whose sum seldom passes a power of four. The number of pieces grows with the square root of
  /// the sum: words repeat and a prefix has a limited number of items, so pieces keep about the
  /// same size.
  static func pieceBits(threads: Int, members: Int) -> Int {
    let items = threads + members
    return items < 16 ? 0 : (Int.bitWidth - items.leadingZeroBitCount + 2) / 2
  }
}

extension Suggestions {
  /// Returns the prefixes in a piece, sorted, with the suggestions for each.
  func entries(
    ofPiece piece: Int
  ) -> some Sequence<(prefix: WordPrefix, isComplete: Bool, hits: ArraySlice<Int32>)> {
    pieces.order[pieces.range(piece)].lazy.map { number in
      let entry = items.index.entries[Int(number)]
      return (entry.prefix, entry.isComplete, items.index.hits(of: entry))
    }
  }
}
