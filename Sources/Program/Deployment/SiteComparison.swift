package import Files

/// Comparison of a published folder with a clean build of the same site. Covers every path in
/// either file list and every byte of those files.
///
/// `difference(at:)` is safe to call from many threads. A call reads two files into memory.
package struct SiteComparison: Sendable {
  private let published: OpenFolder
  private let clean: OpenFolder
  private let paths: [PathInFileLists]

  package init(published: String, clean: String) throws(FileError) {
    self.published = try OpenFolder(at: published)
    self.clean = try OpenFolder(at: clean)
    paths = try PathInFileLists.all(published: self.published, clean: self.clean)
  }

  /// Number of paths. They are sorted by bytes.
  package var count: Int { paths.count }

  package func difference(at index: Int) throws(FileError) -> Difference? {
    let path = paths[index].path
    switch paths[index].presence {
    case .clean: return Difference(path.text, .missing)
    case .published: return Difference(path.text, .unexpected)
    case .both: break
    }
    if let difference = try leftoverTemporary(of: path) { return difference }
    return compare(path, with: try clean.read(path, limit: .max - 1).bytes)
  }
}

extension SiteComparison {
  /// Returns a temporary file of `path` that a killed build left.
  private func leftoverTemporary(of path: OutputPath) throws(FileError) -> Difference? {
    try published.entry(at: path.temporary) == .none
      ? nil : Difference(path.temporary.text, .unexpected)
  }

  private func compare(_ path: OutputPath, with expected: [UInt8]) -> Difference? {
    do throws(FileError) {
      let found = try published.read(path, limit: .max - 1).bytes
      guard found != expected else { return nil }
      let same = zip(found, expected).prefix { $0 == $1 }.count
      return Difference(path.text, .different(byte: same + 1))
    } catch {
      let isMissing = error.reason == .notFound || error.reason == .notAFolder
      return Difference(path.text, isMissing ? .missing : .unreadable(error.reason.message))
    }
  }
}
