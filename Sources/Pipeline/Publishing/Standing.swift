/// What stands at a planned path before anything is written.
///
/// In eight bytes, for there are 400,000 of them: what else is known of a file, the manifest's row tells.
enum Standing: Hashable, Sendable {
  case missing(folderToo: Bool)
  /// A file that shows something else, or nobody knows what. `size`: in bytes; of 2 GB and more not told apart.
  case unknown(size: Int32)
  /// A file that is as the last build left it and shows what is planned. `row`: of the manifest.
  case current(row: Int32)

  var isWithoutFolder: Bool {
    if case .missing(folderToo: true) = self { true } else { false }
  }

  var isCurrent: Bool {
    if case .current = self { true } else { false }
  }
}
