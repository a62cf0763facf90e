internal import Files

/// A path that one or both of the compared file lists name.
struct ListedPath: Sendable {
  enum Place { case published, clean, both }

  let path: OutputPath
  let place: Place

  /// Returns the paths of both lists, sorted by bytes, each once.
  static func all(
    published: OpenFolder, clean: OpenFolder
  ) throws(DeploymentError) -> [ListedPath] {
    let lists = (try list(of: published), try list(of: clean))
    let expected = try paths(lists.1, of: clean)
    if lists.0 == lists.1 { return expected.map { ListedPath(path: $0, place: .both) } }
    return merge(try paths(lists.0, of: published), expected)
  }

  private static func list(of folder: OpenFolder) throws(DeploymentError) -> [UInt8] {
    try trying(to: .read) { () throws(FileError) in
      try folder.read(.fileList, limit: 1 << 30).bytes
    }
  }

  private static func paths(
    _ list: [UInt8], of folder: OpenFolder
  ) throws(DeploymentError) -> [OutputPath] {
    var paths: [OutputPath] = []
    for line in list.split(separator: UInt8(ascii: "\n")) {
      guard let path = OutputPath(String(decoding: line, as: UTF8.self)) else {
        throw DeploymentError(
          "\(folder.displayPath(.fileList)) is damaged (line \(paths.count + 1))")
      }
      paths.append(path)
    }
    return paths
  }

  private static func merge(_ published: [OutputPath], _ clean: [OutputPath]) -> [ListedPath] {
    let (ours, theirs) = (Set(published), Set(clean))
    return ours.union(theirs).sorted().map { path in
      let place: Place =
        !theirs.contains(path) ? .published : !ours.contains(path) ? .clean : .both
      return ListedPath(path: path, place: place)
    }
  }
}
