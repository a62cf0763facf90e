import Content
import Synchronization

/// Finds files and URLs by their names.
///
/// Threads and members, of which there are many, have no table of whole paths: a thread's file is
/// found by halving, its URL by its board and slug, and the table of members' URLs is made when the
/// first link to one is met.
struct ForumIndex: Sendable {
  enum File: Sendable, Hashable {
    case thread(Int)
    case board(Int)
    case page(Int)
    case asset
  }

  enum Target: Sendable, Hashable {
    case thread(Int)
    case board(Int)
    case member(Int)
    case tag(Int)
    case page(Int)
    case redirect(String)
    case startedList(board: Int)
    case memberList
    case tagList
    case other
  }

  /// By path below content/: drafts, which are left out of the build.
  var drafts: Set<String> = []
  /// By path below content/: files that are there and were left out for errors of their own. What
  /// else is said of them, that they are missing, say, is not true.
  var faulty: Set<String> = []
  /// By path below content/: static files, pages, boards and the boards' folders.
  var files: [String: File] = [:]
  /// By URL below the site's root, without slashes at its ends: all but threads, members, and lists'
  /// later pages.
  var urls: [String: Target] = [:]

  let threads: ThreadIndex
  private let members: MemberURLs

  init(_ threads: ThreadIndex, _ members: [Member]) {
    self.threads = threads
    self.members = MemberURLs(members)
  }
}

extension ForumIndex {
  /// The file, with its path as the file system has it: an author may write a letter and its accent
  /// as one sign or as two.
  func file(at path: String) -> (file: File, path: String)? {
    if let thread = threads.find(path: path) { return (.thread(thread), threads.path(of: thread)) }
    return files.index(forKey: path).map { (files[$0].value, files[$0].key) }
  }

  /// `url`: below the site's root, without slashes at its ends.
  func target(at url: String) -> Target? {
    if let target = urls[url] { return target }
    let parts = url.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.first {
    case "boards" where parts.count == 3:
      return threads.find(board: parts[1], slug: parts[2]).map(Target.thread)
    case "members" where parts.count == 2:
      return members.find(String(parts[1])).map(Target.member)
    default: return nil
    }
  }

  /// All paths of files, for the nearest to one that is not there.
  var paths: some Sequence<String> { Array(files.keys) + threads.paths }
}

/// Members by their parts of the URL.
private final class MemberURLs: Sendable {
  private let members: [Member]
  private let table = Mutex<[String: Int]?>(nil)

  init(_ members: [Member]) { self.members = members }

  func find(_ part: String) -> Int? {
    table.withLock { table in
      let known = table ?? Self.table(of: members)
      table = known
      return known[part]
    }
  }

  private static func table(of members: [Member]) -> [String: Int] {
    Dictionary(
      members.enumerated().lazy.filter { $1.url != nil }.map { ($1.name.part, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}
