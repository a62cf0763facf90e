extension Sequence<String> {
  /// Returns the word of this sequence that the author of `word` most likely meant, or nil if
  /// none is similar enough.
  ///
  /// A word is similar enough if its edit distance is at most a third of the length of `word`, or
  /// 1 for short words. Letter case is ignored. If several words have the same distance, the
  /// first is returned. The result is nil if `word` has more than 100 Unicode scalars.
  package func mostSimilar(to word: String) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= 100 else { return nil }
    var best: (distance: Int, word: String)?
    for candidate in self {
      let limit = (best?.distance ?? Swift.max(1, wanted.count / 3) + 1) - 1
      let scalars = Array(candidate.lowercased().unicodeScalars)
      guard limit >= 0, abs(scalars.count - wanted.count) <= limit else { continue }
      let distance = editDistance(wanted, scalars)
      if distance <= limit { best = (distance, candidate) }
    }
    return best?.word
  }
}

/// Returns the optimal string alignment distance: insertions, deletions, substitutions and swaps
/// of two neighbours count as 1 each.
package func editDistance<Element: Equatable>(_ left: [Element], _ right: [Element]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    row.reserveCapacity(right.count + 1)
    for j in right.indices {
      let substitution = last[j] + (left[i] == right[j] ? 0 : 1)
      var cost = min(substitution, last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}
