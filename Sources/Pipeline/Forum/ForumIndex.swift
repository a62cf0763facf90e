import Content

/// Finds members, files and URLs by their names.
struct ForumIndex: Sendable {
  enum File: Sendable, Hashable {
    case thread(Int)
    case board(Int)
    case page(Int)
    case asset
  }

  /// By `MemberName.key`.
  var members: [String: Int] = [:]
  /// By path below content/, static files and folders of boards included.
  var files: [String: File] = [:]
  /// By path below content/: drafts, which are left out of the build.
  var drafts: Set<String> = []
  /// By path below content/: files that are there and were left out for errors of their own. What
  /// else is said of them, that they are missing, say, is not true.
  var faulty: Set<String> = []
  /// By URL below the site's root, without slashes at its ends: everything but lists' later pages.
  var urls: [String: Target] = [:]

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
}
