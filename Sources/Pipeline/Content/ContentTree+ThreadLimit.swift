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
      "a forum holds at most \(withThousandsSeparators(limit)) threads; this one has "
        + "\(withThousandsSeparators(count)): publish it "
        + "as several, or move the oldest boards to an archive of their own",
      at: SourceLocation(file: folder.displayPath("boards")))
  }
}
