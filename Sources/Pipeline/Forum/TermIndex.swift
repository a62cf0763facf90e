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
  /// The spellings' small letters, one behind the other, and where each one's begin.
  private var letters: [Unicode.Scalar] = []
  private var starts: [Int] = [0]

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
    for spelling in spellings {
      letters += spelling.folded
      starts.append(letters.count)
    }
  }

  /// The next term from the text's position on. `place`: the end of the word that it is in, as with
  /// ER-positive or node's.
  package func next(in text: RunningText) -> (entry: Int, term: Range<Int>, place: Int)? {
    var index = text.position
    while let (candidates, start) = beginnings.next(in: text.bytes, from: &index) {
      guard let (spelling, end) = longest(of: candidates, in: text, at: start) else { continue }
      return (Int(entries[spelling]), start..<end, wordEnd(in: text.bytes, from: end))
    }
    return nil
  }
}

extension TermIndex {
  /// The longest of the candidates that stands at `start`, and where it ends.
  private func longest(
    of candidates: Range<Int>, in text: RunningText, at start: Int
  ) -> (spelling: Int, end: Int)? {
    guard isEdge(text, start, before: scalarAndCount(in: text.bytes, at: start).scalar) else {
      return nil
    }
    var (candidates, depth) = (candidates, 0)
    var reader = TermReader(text.bytes, from: start)
    var found: (spelling: Int, end: Int)?
    while !candidates.isEmpty, let scalar = reader.next() {
      candidates = narrowed(candidates, to: lowered(scalar), at: depth)
      depth += 1
      // Those that end here come before those that go on.
      while let spelling = spelling(in: candidates, ofLength: depth) {
        candidates.removeFirst()
        if reader.isBetweenLetters, isEdge(text, reader.position, behind: scalar),
          spellings[spelling].fits(TermReader(text.bytes, from: start))
        {
          found = (spelling, reader.position)
        }
      }
    }
    return found
  }

  private func spelling(in candidates: Range<Int>, ofLength depth: Int) -> Int? {
    guard let first = candidates.first else { return nil }
    let spelling = beginnings.spelling(first)
    return starts[spelling + 1] - starts[spelling] == depth ? spelling : nil
  }

  /// The candidates with that letter behind the `depth` letters that all of them share.
  private func narrowed(
    _ candidates: Range<Int>, to letter: Unicode.Scalar, at depth: Int
  ) -> Range<Int> {
    // Mostly all of them have it.
    if self.letter(of: candidates.lowerBound, at: depth) == letter,
      self.letter(of: candidates.upperBound - 1, at: depth) == letter
    {
      return candidates
    }
    let start = first(of: candidates, at: depth) { $0 >= letter }
    return start..<first(of: start..<candidates.upperBound, at: depth) { $0 > letter }
  }

  private func first(
    of candidates: Range<Int>, at depth: Int, where isBehind: (Unicode.Scalar) -> Bool
  ) -> Int {
    var (low, high) = (candidates.lowerBound, candidates.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(letter(of: middle, at: depth)) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func letter(of candidate: Int, at depth: Int) -> Unicode.Scalar {
    letters[starts[beginnings.spelling(candidate)] + depth]
  }

  /// Whether a word may begin at `index`, where `scalar` stands.
  private func isEdge(_ text: RunningText, _ index: Int, before scalar: Unicode.Scalar) -> Bool {
    let neighbour = index == 0 ? text.before : scalarEnding(at: index, in: text.bytes)
    return neighbour.map { !isJoined($0, scalar) } ?? true
  }

  /// Whether a word may end at `index`, behind `scalar`.
  private func isEdge(_ text: RunningText, _ index: Int, behind scalar: Unicode.Scalar) -> Bool {
    let neighbour =
      index == text.bytes.count ? text.after : scalarAndCount(in: text.bytes, at: index).scalar
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
      let (joint, count) = scalarAndCount(in: text, at: place)
      guard asTyped(joint) == "-" || asTyped(joint) == "'" else { break }
      var index = place + count
      while index < text.count {
        let (scalar, count) = scalarAndCount(in: text, at: index)
        guard isWordScalar(scalar) else { break }
        index += count
      }
      if index == place + count { break }
      place = index
    }
    return place
  }
}
