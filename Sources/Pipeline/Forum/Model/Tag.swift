package struct Tag: Sendable {
  package let name: String
  package let url: String
  /// Indices of the tag's threads, by last activity, newest first.
  package let threads: [Int32]
}
