/// Spellings in small letters, as they are compared with a text letter by letter: in groups, each in the
/// order of its letters.
struct TermCandidates: Sendable {
  private struct Candidate: BitwiseCopyable {
    let spelling: Int32
    let start: Int32
    let end: Int32
  }

  private var candidates: [Candidate] = []
  /// One candidate's behind the other's.
  private var letters: [Unicode.Scalar] = []

  /// `order`: the spellings' numbers, group by group.
  init(_ order: [Int32], _ spellings: [TermSpelling]) {
    candidates.reserveCapacity(order.count)
    for spelling in order {
      let start = Int32(letters.count)
      letters += spellings[Int(spelling)].folded
      candidates.append(
        Candidate(spelling: spelling, start: start, end: Int32(letters.count)))
    }
  }

  /// Of candidates that share so many letters the first, if it has no more: then it is the spelling.
  @inline(__always)
  func spelling(in range: Range<Int>, ofLength depth: Int) -> Int? {
    guard let first = range.first else { return nil }
    let candidate = candidates[first]
    return Int(candidate.end - candidate.start) == depth ? Int(candidate.spelling) : nil
  }

  /// The candidates with that letter behind the `depth` letters that all of them share; each has more.
  @inline(__always)
  func narrowed(_ range: Range<Int>, to letter: Unicode.Scalar, at depth: Int) -> Range<Int> {
    let isFirst = self.letter(of: range.lowerBound, at: depth) == letter
    if range.count == 1 { return isFirst ? range : range.upperBound..<range.upperBound }
    // Mostly all of them have it.
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
