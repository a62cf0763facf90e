import Diagnostics

extension ContentTree {
  /// Number of threads. A build keeps a summary of each thread in memory. Above this limit it
  /// would run out of memory, so an error is reported instead.
  static let maximumThreadCount = 1_000_000

  mutating func checkThreadCount(limit: Int) -> Diagnostic? {
    let count = threadCount
    guard count > limit else { return nil }
    isTooLarge = true
    return Diagnostic(
      .error, "too-many-threads",
      "this forum has \(withThousandsSeparators(count)) threads, and the limit is "
        + "\(withThousandsSeparators(limit)); split it into "
        + "several forums, or move the oldest boards to an archive forum",
      at: SourceLocation(file: folder.displayPath("boards")))
  }
}
