import Content
import Synchronization

/// Looks up content files by path and pages of the site by URL.
///
/// Threads and members are too many for tables of whole paths. A thread's file is found by binary
/// search, and its URL by board and slug. The table of members' URLs is created on the first
/// lookup.
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
    /// The home page, the glossary, the list of loaded files, or a feed.
    case otherPage
  }

  /// Drafts, which are left out of the build, by path relative to content/.
  var drafts: Set<String> = []
  /// Files that were left out because of errors of their own, by path relative to content/ and by
  /// the URL that they probably have. Links to them are not reported as broken, because the files
  /// exist.
  var pathsWithErrors: Set<String> = []
  /// Static files, pages, boards and the boards' folders, by path relative to content/.
  var files: [String: File] = [:]
  /// Targets by path relative to the forum's URL, without leading or trailing slash. Threads,
  /// members and later pages of lists are not among them.
  var targets: [String: Target] = [:]

  let threads: ThreadIndex
  private let members: MemberLookup

  init(_ threads: ThreadIndex, _ members: [Member]) {
    self.threads = threads
    self.members = MemberLookup(members)
  }
}

extension ForumIndex {
  /// Returns the file at `path`, and its path as the file system has it. An author may have typed
  /// the path in another Unicode normal form.
  func file(at path: String) -> (file: File, path: String)? {
    if let thread = threads.find(path: path) { return (.thread(thread), threads.path(of: thread)) }
    return files.index(forKey: path).map { (files[$0].value, files[$0].key) }
  }

  /// Returns what is at `url`, a path relative to the forum's URL without leading or trailing
  /// slash.
  func target(at url: String) -> Target? {
    if let target = targets[url] { return target }
    let segments = url.split(separator: "/", omittingEmptySubsequences: false)
    switch segments.first {
    case "boards" where segments.count == 3:
      return threads.find(board: segments[1], slug: segments[2]).map(Target.thread)
    case "members" where segments.count == 2:
      return members.find(urlSegment: String(segments[1])).map(Target.member)
    default: return nil
    }
  }

  /// Paths of all files, used to suggest the nearest one to a missing path.
  var paths: some Sequence<String> { Array(files.keys) + threads.paths }
}

/// Members by the last segment of their URLs.
private final class MemberLookup: Sendable {
  private let members: [Member]
  private let table = Mutex<[String: Int]?>(nil)

  init(_ members: [Member]) { self.members = members }

  func find(urlSegment: String) -> Int? {
    table.withLock { table in
      let known = table ?? Self.table(of: members)
      table = known
      return known[urlSegment]
    }
  }

  private static func table(of members: [Member]) -> [String: Int] {
    Dictionary(
      members.enumerated().lazy.filter { $1.url != nil }.map { ($1.name.urlSegment, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}
