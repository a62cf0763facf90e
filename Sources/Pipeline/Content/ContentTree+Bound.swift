import Diagnostics

extension ContentTree {
  /// In threads. A build holds a summary of each, 2 kB or so: past this it would not end with a
  /// sentence but with the memory.
  static let largestForum = 1_000_000

  mutating func refuse(moreThreadsThan most: Int) -> Diagnostic? {
    let count = threadCount
    guard count > most else { return nil }
    isTooLarge = true
    return Diagnostic(
      .error, "too-many-threads",
      "a forum holds at most \(grouped(most)) threads; this one has \(grouped(count)): publish it "
        + "as several, or move the oldest boards to an archive of their own",
      at: Place(file: folder.shown("boards")))
  }
}
