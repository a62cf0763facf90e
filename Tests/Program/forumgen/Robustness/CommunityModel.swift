/// A community as a value, which can be edited and written as files.
///
/// Bodies refer to members by number, so that a new name applies everywhere: `<3>` is a mention,
/// `[3]` is the plain name.
struct CommunityModel {
  struct Member {
    var name: String
    var role: String?
    var bio: String?
    var isFormer = false
  }

  struct Post {
    var author: Int
    var date: String
    var keys: [String: String] = [:]
    var body: String
  }

  struct Thread {
    var board: String
    /// The path relative to the board's folder, without `.md`.
    var path: String
    var title: String
    var tags: [String] = []
    var keys: [String: String] = [:]
    var posts: [Post]
  }

  var settings: [String: String] = [:]
  var members: [Member] = []
  var threads: [Thread] = []
  /// The keys of each board.
  var boards: [String: [String: String]] = [:]
  /// All other files by path: pages, glossary, static files, templates.
  var otherFiles: [String: String] = [:]
}

extension CommunityModel {
  /// Returns the files of `content/` and `templates/` by path.
  func files() -> [String: String] {
    var files = otherFiles
    files["content/forum.yml"] = block(settings)
    files["content/members.yml"] = members.map(\.entry).joined()
    for (board, keys) in boards {
      files["content/boards/\(board)/board.md"] = "---\n\(block(keys))---\n\nA board's words.\n"
    }
    for thread in threads { files["content/\(thread.file)"] = text(of: thread) }
    return files
  }

  private func text(of thread: Thread) -> String {
    thread.posts.enumerated().map { index, post in
      let head =
        index > 0
        ? "" : "title: \(thread.title)\n" + block(thread.keys) + "tags: \(thread.tags)\n"
      let author = "author: \"\(members[post.author].name)\"\n"
      let rest = "date: \(post.date)\n" + block(post.keys)
      let body = named(post.body)
      return index == 0
        ? "---\n\(head)\(author)\(rest)---\n\n\(body)\n"
        : "\n---\n\(author)\(rest)---\n\n\(body)\n"
    }.joined()
  }

  private func block(_ keys: [String: String]) -> String {
    keys.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
  }

  private func named(_ body: String) -> String {
    body.replacing(/<(\d+)>/) { "@\"\(name(String($0.1)))\"" }
      .replacing(/\[(\d+)\]/) { name(String($0.1)) }
  }

  private func name(_ number: String) -> String {
    members[(Int(number) ?? 0) % members.count].name
  }
}

extension CommunityModel.Thread {
  var file: String { "boards/\(board)/\(path).md" }
}

extension CommunityModel.Member {
  /// The item in members.yml.
  fileprivate var entry: String {
    guard role != nil || bio != nil || isFormer else { return "- name: \"\(name)\"\n" }
    return "- name: \"\(name)\"\n"
      + (role.map { "  role: \($0)\n" } ?? "") + (bio.map { "  bio: \"\($0)\"\n" } ?? "")
      + (isFormer ? "  former: true\n" : "")
  }
}
