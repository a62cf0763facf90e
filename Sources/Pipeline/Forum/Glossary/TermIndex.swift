package import Content
package import Markdown

/// Finds the glossary's terms in running text, in one pass for any number of terms.
///
/// The first eight bytes of each word are looked up, which rejects most words. If a term may
/// begin there, the text is compared letter by letter with the remaining spellings. The longest
/// one wins.
package struct TermIndex: Sendable {
  let spellings: [TermSpelling]
  /// Glossary entry of each spelling.
  let entries: [Int32]
  /// Indices of the spellings, sorted by their lower-case form.
  let order: [Int32]
  private let beginnings: TermStartFinder
  private let candidates: TermCandidates

  package var isEmpty: Bool { spellings.isEmpty }

  package init(_ glossary: [GlossaryTerm]) {
    let texts = glossary.map { [$0.term.text] + $0.also.map(\.text) }
    let spellings = texts.joined().map(TermSpelling.init)
    self.spellings = spellings
    entries = texts.enumerated().flatMap { Array(repeating: Int32($0), count: $1.count) }
    order = spellings.indices.map { Int32($0) }.sorted {
      spellings[Int($0)].folded.lexicographicallyPrecedes(spellings[Int($1)].folded)
    }
    beginnings = TermStartFinder(order, spellings)
    candidates = TermCandidates(beginnings.candidates, spellings)
  }

  /// Returns the next term after the text's position. `wordEnd` is the end of the word that
  /// contains the term, as in ER-positive or node's.
  package func next(in text: RunningText) -> (entry: Int, term: Range<Int>, wordEnd: Int)? {
    var index = text.position
    while let beginning = beginnings.next(in: text.bytes, from: &index) {
      guard let (spelling, end) = longest(beginning, in: text) else { continue }
      let term = beginning.start..<end
      return (Int(entries[spelling]), term, wordEnd(in: text.bytes, from: end))
    }
    return nil
  }
}

extension TermIndex {
  /// Returns the longest spelling with that beginning, and its end.
  ///
  /// This is a fast path for ASCII. It starts again with `longestOfAnyLetters` at the first
  /// non-ASCII byte.
  private func longest(
    _ beginning: TermStart, in text: RunningText
  ) -> (spelling: Int, end: Int)? {
    guard mayBegin(beginning.start, in: text) else { return nil }
    var (left, depth) = (beginning.candidates, beginning.shared)
    var index = beginning.start + depth
    var found: (spelling: Int, end: Int)?
    while true {
      // A spelling that ends here sorts before longer ones.
      while let spelling = candidates.spelling(in: left, ofLength: depth) {
        left.removeFirst()
        if isEdge(text, index, behind: Unicode.Scalar(text.bytes[index - 1])),
          isWritten(spelling, in: text.bytes, beginning.start..<index)
        {
          found = (spelling, index)
        }
      }
      guard !left.isEmpty, index < text.bytes.count else { return found }
      let byte = text.bytes[index]
      if byte >= 0x80 { return longestOfAnyLetters(beginning, in: text) }
      index += 1
      if isSpace(byte) {
        while index < text.bytes.count, isSpace(text.bytes[index]) { index += 1 }
        left = candidates.narrowed(left, to: " ", at: depth)
      } else {
        left = candidates.narrowed(left, to: lowered(Unicode.Scalar(byte)), at: depth)
      }
      depth += 1
    }
  }

  private func longestOfAnyLetters(
    _ beginning: TermStart, in text: RunningText
  ) -> (spelling: Int, end: Int)? {
    var (left, depth) = (beginning.candidates, 0)
    var reader = TermReader(text.bytes, from: beginning.start)
    var found: (spelling: Int, end: Int)?
    while !left.isEmpty, let scalar = reader.next() {
      left = candidates.narrowed(left, to: lowered(scalar), at: depth)
      depth += 1
      while let spelling = candidates.spelling(in: left, ofLength: depth) {
        left.removeFirst()
        if reader.isBetweenLetters, isEdge(text, reader.position, behind: scalar),
          spellings[spelling].fits(TermReader(text.bytes, from: beginning.start))
        {
          found = (spelling, reader.position)
        }
      }
    }
    return found
  }

  /// Returns whether the text has a letter case that the spelling allows. Lower case is allowed
  /// unless the spelling is an abbreviation.
  private func isWritten(
    _ spelling: Int, in text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    let isSmall = range.allSatisfy {
      text[$0] < UInt8(ascii: "A") || text[$0] > UInt8(ascii: "Z")
    }
    if isSmall, !spellings[spelling].isAbbreviation { return true }
    return spellings[spelling].fits(TermReader(text, from: range.lowerBound))
  }

  private func mayBegin(_ index: Int, in text: RunningText) -> Bool {
    isEdge(text, index, before: Markdown.scalar(in: text.bytes, at: index).scalar)
  }

  /// Returns whether a word that begins with `scalar` may begin at `index`.
  private func isEdge(_ text: RunningText, _ index: Int, before scalar: Unicode.Scalar) -> Bool {
    let before = UnsafeBufferPointer(rebasing: text.bytes[..<index])
    let neighbour = index == 0 ? text.before : lastScalar(of: before)
    return neighbour.map { !isJoined($0, scalar) } ?? true
  }

  /// Returns whether a word that ends with `scalar` may end at `index`.
  private func isEdge(_ text: RunningText, _ index: Int, behind scalar: Unicode.Scalar) -> Bool {
    let neighbour =
      index == text.bytes.count ? text.after : Markdown.scalar(in: text.bytes, at: index).scalar
    return neighbour.map { !isJoined($0, scalar) } ?? true
  }

  /// Returns whether the two scalars belong to one word. An `@` belongs to it too, because the
  /// text is a name or an address then.
  private func isJoined(_ neighbour: Unicode.Scalar, _ scalar: Unicode.Scalar) -> Bool {
    neighbour == "@" || isWordScalar(neighbour) && isWordScalar(scalar)
  }

  /// Returns the end of the word, including parts that are joined by hyphens and apostrophes.
  private func wordEnd(in text: UnsafeBufferPointer<UInt8>, from end: Int) -> Int {
    var place = end
    while place < text.count {
      let (joint, count) = Markdown.scalar(in: text, at: place)
      guard asTyped(joint) == "-" || asTyped(joint) == "'" else { break }
      var index = place + count
      while index < text.count {
        let (scalar, count) = Markdown.scalar(in: text, at: index)
        guard isWordScalar(scalar) else { break }
        index += count
      }
      if index == place + count { break }
      place = index
    }
    return place
  }
}
