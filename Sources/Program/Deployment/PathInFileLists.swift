internal import Files

/// A path that one or both of the compared file lists name.
struct PathInFileLists: Sendable {
  enum Presence { case published, clean, both }

  let path: OutputPath
  let presence: Presence

  /// Returns the paths of both lists, sorted by bytes, each once.
  static func all(
    published: OpenFolder, clean: OpenFolder
  ) throws(FileError) -> [PathInFileLists] {
    let (publishedList, cleanList) = (try list(of: published), try list(of: clean))
    let expected = try paths(cleanList, of: clean)
    if publishedList == cleanList {
      return expected.map { PathInFileLists(path: $0, presence: .both) }
    }
    return merge(try paths(publishedList, of: published), expected)
  }

  private static func list(of folder: OpenFolder) throws(FileError) -> [UInt8] {
    try folder.read(.fileList, limit: 1 << 30).bytes
  }

  private static func paths(
    _ list: [UInt8], of folder: OpenFolder
  ) throws(FileError) -> [OutputPath] {
    var paths: [OutputPath] = []
    for line in list.split(separator: UInt8(ascii: "\n")) {
      guard let path = OutputPath(String(decoding: line, as: UTF8.self)) else {
        throw .damagedFileList(folder.displayPath(.fileList), line: paths.count + 1)
      }
      paths.append(path)
    }
    return paths
  }

  private static func merge(_ published: [OutputPath], _ clean: [OutputPath]) -> [PathInFileLists] {
    let (inPublished, inClean) = (Set(published), Set(clean))
    return inPublished.union(inClean).sorted().map { path in
      let presence: Presence =
        !inClean.contains(path) ? .published : !inPublished.contains(path) ? .clean : .both
      return PathInFileLists(path: path, presence: presence)
    }
  }
}

/// The path of the file list. Its name is part of the documented output format.
extension OutputPath {
  fileprivate static let fileList = known(".forumgen/files")

  private static func known(_ text: String) -> OutputPath {
    guard let path = OutputPath(text) else {
      preconditionFailure(text)  // Called only with the literal above.
    }
    return path
  }
}

extension FileError {
  fileprivate static func damagedFileList(_ path: String, line: Int) -> FileError {
    FileError(
      path: path,
      explanation:
        "the file list \(path) is damaged in line \(line); delete it and build with --adopt")
  }
}
