import Content

/// Finds the members that mentions name.
package struct MentionIndex: Sendable {
  private let members: [String: Int]
  /// No name is longer, in bytes; shorter tries only.
  private let longest: Int

  init(_ members: [String: Int]) {
    self.members = members
    longest = (members.keys.lazy.map(\.utf8.count).max() ?? 0) + 8
  }

  /// The member whose name stands at the beginning of the candidate, the longest one of several,
  /// and how many bytes of the candidate are the name.
  package func find(_ candidate: NameCandidate) -> (member: Int, byteCount: Int)? {
    for end in candidate.ends where end <= longest {
      let text = String(decoding: candidate.text.utf8.prefix(end), as: UTF8.self)
      if let member = members[MemberName.key(of: text)] { return (member, end) }
    }
    return nil
  }
}

/// What stands behind an `@`, and where in it a name may end.
package struct NameCandidate {
  package let text: String
  /// In bytes of UTF-8, the longest first.
  package let ends: [Int]

  package init(text: String, ends: [Int]) {
    self.text = text
    self.ends = ends
  }
}
