import Content
import Diagnostics

/// Who wrote the posts of a thread: names are many times fewer than posts.
struct AuthorList {
  private(set) var authors: [AuthorSummary] = []
  /// Index in `authors` of the author of each post.
  private(set) var indices: [Int32] = []
  /// Indices into `authors`. Filled only if there are more than `linearSearchLimit` authors,
  /// because a linear search is faster for fewer.
  private var indexByName: [String: Int] = [:]
  private static let linearSearchLimit = 16

  init(_ posts: [PostDocument]) {
    indices.reserveCapacity(posts.count)
    // Access by index, because iterating copies each post and retains its strings.
    for number in posts.indices {
      let date = posts[number].removed == nil ? posts[number].date : nil
      indices.append(Int32(add(posts[number].author, date)))
    }
  }

  private mutating func add(_ author: LocatedText, _ date: PostDate?) -> Int {
    guard let index = index(of: author.text) else { return append(author, date) }
    guard let date else { return index }
    if let earliest = authors[index].earliest {
      authors[index].earliest = min(earliest, date)
    } else {
      authors[index].offset = Int32(author.offset)
      authors[index].earliest = date
    }
    return index
  }
}

extension AuthorList {
  private func index(of name: String) -> Int? {
    authors.count <= Self.linearSearchLimit
      ? authors.firstIndex { $0.name == name } : indexByName[name]
  }

  private mutating func append(_ author: LocatedText, _ date: PostDate?) -> Int {
    authors.append(
      AuthorSummary(
        name: author.text, nameID: -1, offset: Int32(author.offset), earliest: date))
    if authors.count > Self.linearSearchLimit {
      for index in indexByName.count..<authors.count { indexByName[authors[index].name] = index }
    }
    return authors.count - 1
  }
}
