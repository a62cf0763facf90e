import Files
import TestSupport

extension TemporaryFolder {
  /// Returns nil if there is no regular file at the path.
  func stamp(of relative: String) throws -> FileStamp? {
    guard let file = OutputPath(relative),
      case .file(let stamp) = try OpenFolder(at: path).entry(at: file)
    else { return nil }
    return stamp
  }
}
