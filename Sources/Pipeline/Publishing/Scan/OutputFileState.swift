/// State of a planned path before anything is written.
///
/// Takes only 8 bytes in an array, because a large site has 400,000 of them. All other facts
/// about a file are in its manifest row.
enum OutputFileState: Hashable, Sendable {
  case missing(isFolderMissing: Bool)
  /// A file that shows something else, or whose content is unknown. `size`: in bytes, clamped to
  /// `Int32.max`.
  case outdated(size: Int32)
  /// A file that is as the last build left it and shows the planned fingerprint. `row`: index in
  /// the manifest.
  case current(row: Int32)

  var isFolderMissing: Bool {
    if case .missing(isFolderMissing: true) = self { true } else { false }
  }

  var isCurrent: Bool {
    if case .current = self { true } else { false }
  }
}
