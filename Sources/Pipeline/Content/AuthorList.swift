/// Who wrote the posts of a thread: names are many times fewer than posts.
struct AuthorList {
  private(set) var authors: [AuthorSummary] = []
  /// For each post, which of the authors.
  private(set) var indices: [Int32] = []
  /// Of more than a few; those are found sooner by looking at each.
  private var byName: [String: Int] = [:]
  private static let few = 16

  init(_ posts: [Post]) {
    indices.reserveCapacity(posts.count)
    for post in posts { indices.append(Int32(enter(post))) }
  }

  private mutating func enter(_ post: Post) -> Int {
    let date = post.removed == nil ? post.date : nil
    guard let index = index(of: post.author.text) else { return append(post, date) }
    guard let date else { return index }
    if let earliest = authors[index].earliest {
      authors[index].earliest = min(earliest, date)
    } else {
      authors[index].offset = Int32(post.author.offset)
      authors[index].earliest = date
    }
    return index
  }
}

extension AuthorList {
  private func index(of name: String) -> Int? {
    authors.count <= Self.few ? authors.firstIndex { $0.name == name } : byName[name]
  }

  private mutating func append(_ post: Post, _ date: PostDate?) -> Int {
    authors.append(
      AuthorSummary(name: post.author.text, offset: Int32(post.author.offset), earliest: date))
    if authors.count > Self.few {
      for index in byName.count..<authors.count { byName[authors[index].name] = index }
    }
    return authors.count - 1
  }
}
