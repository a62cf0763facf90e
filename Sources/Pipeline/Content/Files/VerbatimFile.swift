package import Files

/// A file that is published unchanged.
package struct VerbatimFile: Hashable, Sendable {
  /// Path relative to the folder in which the file was found.
  package let path: String
  package let stamp: SourceStamp
  /// In bytes.
  package let size: Int

  /// Nil if the file was listed without a stamp.
  package init?(_ file: FoundFile) {
    guard let stamp = file.stamp else { return nil }
    path = file.path
    self.stamp = SourceStamp(stamp)
    size = Int(stamp.size)
  }
}
