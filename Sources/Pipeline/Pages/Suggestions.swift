import Forum

/// What the search offers while somebody types: titles of threads, members, tags and terms, by the
/// beginnings of their words.
///
/// In pieces, each the whole of some beginnings, so that a letter typed loads one small file. Which
/// piece a beginning is in hangs on its letters, and what is offered first on what a reply seldom
/// changes: so a build after one leaves nearly all pieces as they are.
package struct Suggestions: Sendable {
  /// There are two to the power of this many pieces.
  package let bits: Int
  let items: SuggestedItems
  /// The places in the index's entries, by piece.
  private let pieces: Grouped

  package var count: Int { 1 << bits }

  init(_ views: SiteViews) {
    items = SuggestedItems(views)
    bits = Self.bits(threads: views.forum.threads.count, members: views.forum.memberCount)
    let mask = (1 << bits) - 1
    pieces = Grouped(items.index.entries.map { Int($0.prefix.hash) & mask }, count: 1 << bits)
  }

  /// The file of a piece: JSON, with what is best first for each beginning.
  package func json(ofPiece piece: Int) -> [UInt8] {
    var output: [UInt8] = []
    append(piece, to: &output)
    return output
  }
}

extension Suggestions {
  /// By these two numbers, which seldom pass a power of four: another number of pieces makes all of
  /// them anew. Words repeat, and a beginning holds a few items at most, so that there is to a
  /// thousandfold forum some thirtyfold of pieces: of ten to twenty kilobytes each (measured at 1,000,
  /// 10,000 and 150,000 threads).
  static func bits(threads: Int, members: Int) -> Int {
    let items = threads + members
    return items < 16 ? 0 : (Int.bitWidth - items.leadingZeroBitCount + 2) / 2
  }
}

extension Suggestions {
  /// The beginnings in a piece, in the order of their letters, with what is offered for each.
  func entries(
    ofPiece piece: Int
  ) -> some Sequence<(prefix: WordPrefix, isAll: Bool, hits: ArraySlice<Int32>)> {
    pieces.order[pieces.range(piece)].lazy.map { number in
      let entry = items.index.entries[Int(number)]
      return (entry.prefix, entry.isAll, items.index.hits(of: entry))
    }
  }
}
