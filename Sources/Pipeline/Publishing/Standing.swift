internal import Files

/// What stands at a planned path before anything is written.
enum Standing: Sendable {
  case missing(folderToo: Bool)
  /// A file that shows something else, or nobody knows what.
  case unknown(FileStamp)
  /// A file that shows what is planned, by the manifest.
  case current(FileStamp)

  var isWithoutFolder: Bool {
    if case .missing(folderToo: true) = self { true } else { false }
  }

  var isCurrent: Bool {
    if case .current = self { true } else { false }
  }

  var stamp: FileStamp? {
    switch self {
    case .missing: nil
    case .unknown(let stamp), .current(let stamp): stamp
    }
  }
}
