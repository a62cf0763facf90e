/// Folded phrases, which are compared with a text scalar by scalar. They are in groups, each sorted.
struct PhraseCandidates: Sendable {
  private struct Candidate: BitwiseCopyable {
    let phrase: Int32
    let start: Int32
    let end: Int32
  }

  private var candidates: [Candidate] = []
  /// Scalars of all candidates, concatenated.
  private var scalars: [Unicode.Scalar] = []

  /// Creates the candidates. `order` has the indices of the phrases, group by group.
  init(_ order: [Int32], _ phrases: [Phrase]) {
    candidates.reserveCapacity(order.count)
    for phrase in order {
      let start = Int32(scalars.count)
      scalars += phrases[Int(phrase)].folded
      candidates.append(Candidate(phrase: phrase, start: start, end: Int32(scalars.count)))
    }
  }

  /// Returns the phrase of the first candidate if its length is exactly `depth`. All candidates in
  /// `range` share their first `depth` scalars.
  @inline(__always)
  func phrase(in range: Range<Int>, ofLength depth: Int) -> Int? {
    guard let first = range.first else { return nil }
    let candidate = candidates[first]
    return Int(candidate.end - candidate.start) == depth ? Int(candidate.phrase) : nil
  }

  /// Returns the candidates with `scalar` at `depth`. All candidates in `range` are longer than
  /// `depth` and share the scalars before it.
  @inline(__always)
  func narrowed(_ range: Range<Int>, to scalar: Unicode.Scalar, at depth: Int) -> Range<Int> {
    let isFirst = self.scalar(of: range.lowerBound, at: depth) == scalar
    if range.count == 1 { return isFirst ? range : range.upperBound..<range.upperBound }
    // In most cases all candidates have the scalar.
    if isFirst, self.scalar(of: range.upperBound - 1, at: depth) == scalar { return range }
    return searched(range, for: scalar, at: depth)
  }

  private func searched(
    _ range: Range<Int>, for scalar: Unicode.Scalar, at depth: Int
  ) -> Range<Int> {
    let start = first(of: range, at: depth) { $0 >= scalar }
    return start..<first(of: start..<range.upperBound, at: depth) { $0 > scalar }
  }

  private func first(
    of range: Range<Int>, at depth: Int, where isPast: (Unicode.Scalar) -> Bool
  ) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isPast(scalar(of: middle, at: depth)) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  @inline(__always)
  private func scalar(of candidate: Int, at depth: Int) -> Unicode.Scalar {
    scalars[Int(candidates[candidate].start) + depth]
  }
}
