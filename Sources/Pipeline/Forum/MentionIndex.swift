package import Content
package import Markdown

/// Finds the members that mentions name.
package struct MentionIndex: Sendable {
  private let members: [String: Int]
  /// No name is longer, in bytes; longer prefixes need no look-up.
  private let longest: Int

  init(_ members: [String: Int]) {
    self.members = members
    longest = (members.keys.lazy.map(\.utf8.count).max() ?? 0) + 8
  }

  /// The member whose name stands at the beginning of the candidate, the longest of several, and
  /// how many bytes of the candidate are the name.
  package func find(_ candidate: MentionCandidate) -> (member: Int, byteCount: Int)? {
    for end in candidate.ends where end <= longest {
      let name = String(decoding: candidate.text.prefix(end), as: UTF8.self)
      if let member = members[MemberName.key(of: name)] { return (member, end) }
    }
    return nil
  }
}

extension Forum {
  /// The member that a mention names, and how many bytes of it are the name.
  package func member(named note: MentionNote) -> (member: Int, byteCount: Int)? {
    MentionCandidate(behindAt: note.text).flatMap(mentions.find)
  }
}
