internal import Files

/// `.forumgen/files`: the paths that forumgen wrote, sorted, one a line.
///
/// It is what gives a build the right to remove, so nothing in it is believed that this program
/// would not have written itself.
enum FileList {
  /// In bytes, a line feed behind each path: what a build reads of it, and so what one may write.
  static let largest = 1 << 30

  static func check(length: Int, most: Int = largest) throws(PublishingProblem) {
    guard length > most else { return }
    throw PublishingProblem(path: OutputPath.list.text, reason: .listTooLong(length, most: most))
  }

  /// nil when there is none. `known`: the manifest's paths, which were those of a plan; a list that
  /// says the same need not be looked through.
  static func read(
    from folder: OpenFolder, at path: OutputPath, known: PathTable
  ) throws(PublishingProblem) -> PathTable? {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try folder.read(path, limit: largest).bytes
    } catch {
      if error.reason == .notFound { return nil }
      throw PublishingProblem(.read, error)
    }
    if known.hasLines(bytes) { return known }
    let shown = folder.shown(path)
    guard let table = PathTable(lines: bytes) else {
      // A list that breaks off in a path could name another's file by the half of ours.
      let last = bytes.count { $0 == UInt8(ascii: "\n") } + 1
      throw PublishingProblem(path: shown, reason: .damagedList(line: last))
    }
    let isText = String(validating: bytes, as: UTF8.self) != nil
    if let bad = (0..<table.count).first(where: { !isListable(table, $0, isText: isText) }) {
      throw PublishingProblem(path: shown, reason: .damagedList(line: bad + 1))
    }
    return table
  }

  /// Whether the line is a path that could have been published, and stands behind the one before it.
  /// `isText`: all of the list is known to be UTF-8.
  private static func isListable(_ table: PathTable, _ index: Int, isText: Bool) -> Bool {
    guard index == 0 || table.compare(index - 1, with: table, index) < 0 else { return false }
    return table.withPath(at: index) { bytes in
      guard isOutputPath(bytes) else { return false }
      // For nearly every line that is all, and no string has to be made of it.
      if isText && !hasDot(bytes) { return true }
      guard let text = String(validating: bytes, as: UTF8.self) else { return false }
      return OutputPath(text)?.isReserved == false
    }
  }
}
