package import Content
package import Markdown

/// Finds the glossary's terms in running text: in one pass, however many there are.
///
/// Of each word its first eight bytes are looked up, which says of most words at once that no term
/// begins with them; only where one may, the text is read letter by letter beside the spellings that
/// are left, the longest of which wins.
package struct TermIndex: Sendable {
  let spellings: [TermSpelling]
  /// Which entry of the glossary each spelling belongs to.
  let entries: [Int32]
  /// The spellings in the order of their small letters.
  let order: [Int32]
  private let beginnings: TermBeginnings
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
    beginnings = TermBeginnings(order, spellings)
    candidates = TermCandidates(beginnings.candidates, spellings)
  }

  /// The next term from the text's position on. `place`: the end of the word that it is in, as with
  /// ER-positive or node's.
  package func next(in text: RunningText) -> (entry: Int, term: Range<Int>, place: Int)? {
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
  /// The longest spelling with that beginning, and where it ends.
  ///
  /// Here in ASCII, as most words are: where thousands of terms begin with words of every sentence, to
  /// read those as any others took as long as all else that a post needs.
  private func longest(
    _ beginning: TermBeginning, in text: RunningText
  ) -> (spelling: Int, end: Int)? {
    guard mayBegin(beginning.start, in: text) else { return nil }
    var (left, depth) = (beginning.candidates, beginning.shared)
    var index = beginning.start + depth
    var found: (spelling: Int, end: Int)?
    while true {
      // Those that end here come before those that go on.
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
    _ beginning: TermBeginning, in text: RunningText
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

  /// Whether the spelling stands there by its letter case, too: all in small letters it mostly does.
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

  /// Whether a word may begin at `index`, where `scalar` stands.
  private func isEdge(_ text: RunningText, _ index: Int, before scalar: Unicode.Scalar) -> Bool {
    let before = UnsafeBufferPointer(rebasing: text.bytes[..<index])
    let neighbour = index == 0 ? text.before : lastScalar(of: before)
    return neighbour.map { !isJoined($0, scalar) } ?? true
  }

  /// Whether a word may end at `index`, behind `scalar`.
  private func isEdge(_ text: RunningText, _ index: Int, behind scalar: Unicode.Scalar) -> Bool {
    let neighbour =
      index == text.bytes.count ? text.after : Markdown.scalar(in: text.bytes, at: index).scalar
    return neighbour.map { !isJoined($0, scalar) } ?? true
  }

  /// Whether the two are of one word. What stands at an `@` is a name or an address.
  private func isJoined(_ neighbour: Unicode.Scalar, _ scalar: Unicode.Scalar) -> Bool {
    neighbour == "@" || isWordScalar(neighbour) && isWordScalar(scalar)
  }

  /// Behind what hangs on a word by hyphens and apostrophes.
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
