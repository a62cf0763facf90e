/// Spellings in lower case, which are compared with a text letter by letter. They are in groups,
/// each sorted by letters.
struct TermCandidates: Sendable {
  private struct Candidate: BitwiseCopyable {
    let spelling: Int32
    let start: Int32
    let end: Int32
  }

  private var candidates: [Candidate] = []
  /// Letters of all candidates, concatenated.
  private var letters: [Unicode.Scalar] = []

  /// Creates the candidates. `order` has the indices of the spellings, group by group.
  init(_ order: [Int32], _ spellings: [TermSpelling]) {
    candidates.reserveCapacity(order.count)
    for spelling in order {
      let start = Int32(letters.count)
      letters += spellings[Int(spelling)].folded
      candidates.append(
        Candidate(spelling: spelling, start: start, end: Int32(letters.count)))
    }
  }

  /// Returns the spelling of the first candidate if its length is exactly `depth`. All candidates
  /// in `range` share their first `depth` letters.
  @inline(__always)
  func spelling(in range: Range<Int>, ofLength depth: Int) -> Int? {
    guard let first = range.first else { return nil }
    let candidate = candidates[first]
    return Int(candidate.end - candidate.start) == depth ? Int(candidate.spelling) : nil
  }

  /// Returns the candidates with `letter` at `depth`. All candidates in `range` are longer than
  /// `depth` and share the letters before it.
  @inline(__always)
  func narrowed(_ range: Range<Int>, to letter: Unicode.Scalar, at depth: Int) -> Range<Int> {
    let isFirst = self.letter(of: range.lowerBound, at: depth) == letter
    if range.count == 1 { return isFirst ? range : range.upperBound..<range.upperBound }
    // In most cases all candidates have the letter.
    if isFirst, self.letter(of: range.upperBound - 1, at: depth) == letter { return range }
    return searched(range, for: letter, at: depth)
  }

  private func searched(
    _ range: Range<Int>, for letter: Unicode.Scalar, at depth: Int
  ) -> Range<Int> {
    let start = first(of: range, at: depth) { $0 >= letter }
    return start..<first(of: start..<range.upperBound, at: depth) { $0 > letter }
  }

  private func first(
    of range: Range<Int>, at depth: Int, where isBehind: (Unicode.Scalar) -> Bool
  ) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(letter(of: middle, at: depth)) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  @inline(__always)
  private func letter(of candidate: Int, at depth: Int) -> Unicode.Scalar {
    letters[Int(candidates[candidate].start) + depth]
  }
}
