/// Finds a member whose name is one or two edits away from an unknown name.
///
/// Most names are rejected by their length and by the letters that they contain. Edits are tried
/// for the few that remain. Each search has a price, so that the caller can limit the total.
struct NearestMemberSearch {
  /// Names sorted by length, then by member.
  private let names: [[Unicode.Scalar]]
  private let letters: [UInt64]
  private let members: [Int]
  /// First index of the names of each length, up to the longest names that can match.
  private let starts: [Int]

  private static let longest = 60

  /// Prices of rejecting a name by its letters and of trying edits on it, in roughly nanoseconds.
  private static let (look, trial) = (2, 200)

  /// Creates the search from the keys of all members, in their order.
  init(_ keys: [String]) {
    let all = keys.map { Array($0.unicodeScalars) }
    members = all.indices.sorted { (all[$0].count, $0) < (all[$1].count, $1) }
    let names = members.map { all[$0] }
    letters = names.map(letterCounts)
    starts = Self.starts(ofLengths: all.map(\.count))
    self.names = names
  }

  struct Answer {
    var member: Int?
    /// Work spent, computed so that it is the same on every machine.
    var price = 0
  }

  /// Returns the nearest member, the first one of several. Two edits are allowed, or one in a key
  /// of up to four letters.
  func find(_ key: String) -> Answer {
    let wanted = Array(key.unicodeScalars)
    guard wanted.count >= 3, wanted.count <= Self.longest else { return Answer() }
    let limit = wanted.count <= 4 ? 1 : 2
    let counts = letterCounts(wanted)
    var best = (edits: limit + 1, member: Int.max)
    var price = 0
    for length in wanted.count - limit...wanted.count + limit {
      let indices = starts[length]..<starts[length + 1]
      let likely = likely(indices, counts, limit, abs(length - wanted.count))
      for index in likely {
        // A later member has to be nearer than the best one, an earlier member at least as near.
        let wins = members[index] < best.member ? best.edits : best.edits - 1
        guard let edits = edits(between: wanted, names[index], atMost: min(limit, wins)) else {
          continue
        }
        best = (edits, members[index])
      }
      price += Self.look * indices.count + Self.trial * likely.count
    }
    return Answer(member: best.edits > limit ? nil : best.member, price: price)
  }

  private static func starts(ofLengths lengths: [Int]) -> [Int] {
    // `find` never needs longer names.
    var starts = [Int](repeating: 0, count: longest + 4)
    for length in lengths where length + 1 < starts.count { starts[length + 1] += 1 }
    for length in 1..<starts.count { starts[length] += starts[length - 1] }
    return starts
  }

  /// Returns the names that `limit` edits may reach if at least `insertions` of these insert or
  /// delete a letter. An insertion or deletion changes the letter counts in one place, any other
  /// edit in at most two.
  private func likely(
    _ indices: Range<Int>, _ wanted: UInt64, _ limit: Int, _ insertions: Int
  ) -> [Int] {
    let limit = 2 * limit - insertions
    return letters.withUnsafeBufferPointer { letters in
      var likely: [Int] = []
      var index = indices.lowerBound
      while index < indices.upperBound {
        if (letters[index] ^ wanted).nonzeroBitCount <= limit { likely.append(index) }
        index += 1
      }
      return likely
    }
  }
}

/// Returns a bit for each letter that occurs, and another for each that occurs twice. Several
/// letters share a bit.
private func letterCounts(_ scalars: [Unicode.Scalar]) -> UInt64 {
  var (once, twice): (UInt64, UInt64) = (0, 0)
  for scalar in scalars {
    let bit: UInt64 = 1 << UInt64(scalar.value & 31)
    twice |= once & bit
    once |= bit
  }
  return once | twice << 32
}

/// Returns the number of edits (insertions, deletions, substitutions, swaps of neighbours)
/// between the texts, or nil if it exceeds `limit`. The time grows exponentially with `limit`,
/// which should be at most 2.
func edits(
  between left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost limit: Int
) -> Int? {
  guard limit >= 0 else { return nil }
  return left.withUnsafeBufferPointer { left in
    right.withUnsafeBufferPointer { right in
      (0...limit).first { reaches(left, 0, right, 0, edits: $0) }
    }
  }
}

/// Returns whether `edits` edits turn `left` from index `first` into `right` from index `second`.
/// It takes indices, which avoids creating slices in each recursive call.
private func reaches(
  _ left: UnsafeBufferPointer<Unicode.Scalar>, _ first: Int,
  _ right: UnsafeBufferPointer<Unicode.Scalar>, _ second: Int, edits: Int
) -> Bool {
  var (i, j) = (first, second)
  while i < left.count, j < right.count, left[i] == right[j] { (i, j) = (i + 1, j + 1) }
  let (leftRest, rightRest) = (left.count - i, right.count - j)
  guard edits > 0, leftRest > 0, rightRest > 0 else { return leftRest + rightRest <= edits }
  guard abs(leftRest - rightRest) <= edits else { return false }
  let isSwap =
    leftRest > 1 && rightRest > 1 && left[i] == right[j + 1] && left[i + 1] == right[j]
  return reaches(left, i + 1, right, j + 1, edits: edits - 1)
    || reaches(left, i + 1, right, j, edits: edits - 1)
    || reaches(left, i, right, j + 1, edits: edits - 1)
    || isSwap && reaches(left, i + 2, right, j + 2, edits: edits - 1)
}
