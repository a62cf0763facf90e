import Diagnostics

/// Finds a member whose name is a letter or two away from a word that names nobody.
///
/// Tens of thousands of names are passed over by their lengths and by which letters they have,
/// a comparison of two words each; edit distances are counted for the few that remain.
struct NearestMember {
  private struct Entry {
    let letters: UInt32
    let name: [Unicode.Scalar]
    let member: Int
  }

  private let entries: [Entry]

  /// Keys of names, in the order of the members.
  init(_ keys: [String]) {
    entries = keys.enumerated().map { index, key in
      let name = Array(key.unicodeScalars)
      return Entry(letters: letterSet(name), name: name, member: index)
    }
  }

  func find(_ key: String) -> Int? {
    let wanted = Array(key.unicodeScalars)
    guard wanted.count >= 3, wanted.count <= 60 else { return nil }
    let letters = letterSet(wanted)
    var limit = wanted.count <= 4 ? 1 : 2
    var best: Int?
    for entry in entries where abs(entry.name.count - wanted.count) <= limit {
      // An edit changes the sets of letters in at most two places.
      guard (entry.letters ^ letters).nonzeroBitCount <= 2 * limit else { continue }
      let distance = editDistance(wanted, entry.name)
      if distance <= limit {
        best = entry.member
        limit = distance - 1
      }
      if limit < 0 { break }
    }
    return best
  }
}

private func letterSet(_ scalars: [Unicode.Scalar]) -> UInt32 {
  scalars.reduce(0) { $0 | 1 << ($1.value & 31) }
}
