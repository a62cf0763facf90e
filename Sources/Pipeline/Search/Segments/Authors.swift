import Forum

/// The facts about authors that their posts' index entries need, cached by member index. Copying
/// a `Member` retains its strings, which is slow for a million posts.
struct Authors: ~Copyable {
  private let forum: Forum
  private let attributes: Attributes
  /// Indexed by member. Nil for a member who has not been looked up yet.
  private var known = GrowableBuffer<Author?>()

  struct Author: BitwiseCopyable {
    /// The role's index in forum.yml.
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
