/// Finds a member whose name is a letter or two away from a word that names nobody.
///
/// Tens of thousands of names are passed over by their lengths and by which letters they have,
/// a comparison of two words each; edits are tried for the few that remain. Each question has a
/// price, for a forum may be full of them.
struct NearestMember {
  /// The names by their lengths, those of one length in the order of the members.
  private let names: [[Unicode.Scalar]]
  private let letters: [UInt64]
  private let members: [Int]
  /// Where the names of each length begin, up to the end of the longest that can be near.
  private let starts: [Int]

  private static let longest = 60

  /// What passing a name over and trying edits on one cost, in nanoseconds or so.
  private static let (look, trial) = (2, 200)

  /// Keys of names, in the order of the members.
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
    /// What it took to find it, the same on each machine.
    var price = 0
  }

  /// Among equally near ones the first member. At most two edits lie between; in words of up to
  /// four letters one.
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
        // A later member has to be nearer than the best one, an earlier one as near.
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
    // Longer names are asked for by nobody.
    var starts = [Int](repeating: 0, count: longest + 4)
    for length in lengths where length + 1 < starts.count { starts[length + 1] += 1 }
    for length in 1..<starts.count { starts[length] += starts[length - 1] }
    return starts
  }

  /// The names that so many edits may reach, of which `insertions` at least only add a letter or take
  /// one: those change the counts of letters in one place, others in two.
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

/// A bit for each letter that is there, another for each that is there twice; letters share them.
private func letterCounts(_ scalars: [Unicode.Scalar]) -> UInt64 {
  var (once, twice): (UInt64, UInt64) = (0, 0)
  for scalar in scalars {
    let bit: UInt64 = 1 << UInt64(scalar.value & 31)
    twice |= once & bit
    once |= bit
  }
  return once | twice << 32
}

/// How many edits (insertions, deletions, substitutions, swaps of neighbours) make one of the other,
/// or nil when they are more than `limit`, which is 2 or less: the time grows with its third power.
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

/// Whether so many edits make what follows in one of what follows in the other. The places are passed
/// and not slices, which would take ten times as long.
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
