import Forum

/// What posts take from their authors, where a million of them find it without counting who holds a member.
struct Authors: ~Copyable {
  private let forum: Forum
  private let attributes: Attributes
  /// By the member's index; nothing yet of who was not asked for.
  private var known = Growing<Author?>()

  struct Author: BitwiseCopyable {
    /// Its place in forum.yml.
    let role: Int?
    let isOfficial: Bool
    let isFormer: Bool
  }

  init(_ forum: Forum, _ attributes: Attributes) {
    self.forum = forum
    self.attributes = attributes
    known.fill(nil, count: forum.members.count)
  }

  subscript(index: Int32) -> Author {
    mutating get {
      if let author = known[Int(index)] { return author }
      let member = forum.members[Int(index)]
      let author = Author(
        role: member.role.flatMap(attributes.number), isOfficial: member.isOfficial,
        isFormer: member.isFormer)
      known[Int(index)] = author
      return author
    }
  }
}
