/// Finds a member whose name is one or two edits away from an unknown name.
///
/// Most names are rejected by their length and by the letters that they contain. Edits are tried
/// for the few that remain. Each search has a cost, so that the caller can limit the total.
struct NearestMemberSearch {
  /// Names sorted by length, then by member.
  private let names: [[Unicode.Scalar]]
  /// Letters of each name, as `letterSet` returns them.
  private let letterSets: [UInt64]
  private let members: [Int]
  /// First index of the names of each length, up to the longest names that can match.
  private let starts: [Int]

  private static let maximumLength = 60

  /// Costs of rejecting a name by its letters and of trying edits on it, in roughly nanoseconds.
  private static let (rejectionCost, comparisonCost) = (2, 200)

  /// Creates the search from the keys of all members, in their order.
  init(_ keys: [String]) {
    let all = keys.map { Array($0.unicodeScalars) }
    members = all.indices.sorted { (all[$0].count, $0) < (all[$1].count, $1) }
    let names = members.map { all[$0] }
    letterSets = names.map(letterSet)
    starts = Self.starts(ofLengths: all.map(\.count))
    self.names = names
  }

  struct Result {
    var member: Int?
    /// Work done, computed so that it is the same on every machine.
    var cost = 0
  }

  /// Returns the nearest member, the first one of several. Two edits are allowed, or one in a key
  /// of up to four letters.
  func find(_ key: String) -> Result {
    let wanted = Array(key.unicodeScalars)
    guard wanted.count >= 3, wanted.count <= Self.maximumLength else { return Result() }
    let maximumEdits = wanted.count <= 4 ? 1 : 2
    let wantedLetters = letterSet(wanted)
    var best = (edits: maximumEdits + 1, member: Int.max)
    var cost = 0
    for length in wanted.count - maximumEdits...wanted.count + maximumEdits {
      let indices = starts[length]..<starts[length + 1]
      let candidates = candidates(
        indices, wantedLetters, maximumEdits, insertions: abs(length - wanted.count))
      for index in candidates {
        // A later member has to be nearer than the best one, an earlier member at least as near.
        let maximum = members[index] < best.member ? best.edits : best.edits - 1
        guard
          let edits = editDistance(wanted, names[index], atMost: min(maximumEdits, maximum))
        else { continue }
        best = (edits, members[index])
      }
      cost += Self.rejectionCost * indices.count + Self.comparisonCost * candidates.count
    }
    return Result(member: best.edits > maximumEdits ? nil : best.member, cost: cost)
  }

  private static func starts(ofLengths lengths: [Int]) -> [Int] {
    // `find` never needs longer names.
    var starts = [Int](repeating: 0, count: maximumLength + 4)
    for length in lengths where length + 1 < starts.count { starts[length + 1] += 1 }
    for length in 1..<starts.count { starts[length] += starts[length - 1] }
    return starts
  }

  /// Returns the names that `maximumEdits` edits may reach if at least `insertions` of these insert
  /// or delete a letter. An insertion or deletion changes one bit of the letter set, any other edit
  /// at most two.
  private func candidates(
    _ indices: Range<Int>, _ wanted: UInt64, _ maximumEdits: Int, insertions: Int
  ) -> [Int] {
    let maximumBits = 2 * maximumEdits - insertions
    return letterSets.withUnsafeBufferPointer { letterSets in
      var candidates: [Int] = []
      var index = indices.lowerBound
      while index < indices.upperBound {
        if (letterSets[index] ^ wanted).nonzeroBitCount <= maximumBits { candidates.append(index) }
        index += 1
      }
      return candidates
    }
  }
}

/// Returns a bit for each letter that occurs, and another for each that occurs twice. Several
/// letters share a bit.
private func letterSet(_ scalars: [Unicode.Scalar]) -> UInt64 {
  var (once, twice): (UInt64, UInt64) = (0, 0)
  for scalar in scalars {
    let bit: UInt64 = 1 << UInt64(scalar.value & 31)
    twice |= once & bit
    once |= bit
  }
  return once | twice << 32
}

/// Returns the number of edits (insertions, deletions, substitutions, swaps of neighbours)
/// between the texts, or nil if it exceeds `maximum`. The time grows exponentially with
/// `maximum`, which should be at most 2.
func editDistance(
  _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost maximum: Int
) -> Int? {
  guard maximum >= 0 else { return nil }
  return left.withUnsafeBufferPointer { left in
    right.withUnsafeBufferPointer { right in
      (0...maximum).first { isWithin(left, 0, right, 0, edits: $0) }
    }
  }
}

/// Returns whether `edits` edits turn `left` from index `first` into `right` from index `second`.
/// It takes indices, which avoids creating slices in each recursive call.
private func isWithin(
  _ left: UnsafeBufferPointer<Unicode.Scalar>, _ first: Int,
  _ right: UnsafeBufferPointer<Unicode.Scalar>, _ second: Int, edits: Int
) -> Bool {
  var (i, j) = (first, second)
  while i < left.count, j < right.count, left[i] == right[j] { (i, j) = (i + 1, j + 1) }
  let (leftCount, rightCount) = (left.count - i, right.count - j)
  guard edits > 0, leftCount > 0, rightCount > 0 else { return leftCount + rightCount <= edits }
  guard abs(leftCount - rightCount) <= edits else { return false }
  let isSwap =
    leftCount > 1 && rightCount > 1 && left[i] == right[j + 1] && left[i + 1] == right[j]
  return isWithin(left, i + 1, right, j + 1, edits: edits - 1)
    || isWithin(left, i + 1, right, j, edits: edits - 1)
    || isWithin(left, i, right, j + 1, edits: edits - 1)
    || isSwap && isWithin(left, i + 2, right, j + 2, edits: edits - 1)
}
