internal import Files

/// `.forumgen/files`: the paths of the files that forumgen wrote, sorted by bytes, one a line.
///
/// A build removes only files that this list names. The list is rejected unless forumgen could
/// have written every line of it.
enum FileList {
  /// Maximum size of a list in bytes, with a line feed after each path. Applies to reading and to
  /// writing.
  static let maximumSize = 1 << 30

  static func checkSize(_ size: Int, maximum: Int = maximumSize) throws(FileError) {
    guard size > maximum else { return }
    throw .listTooLong(OutputPath.fileList.text, size, maximum: maximum)
  }

  /// Returns nil if there is no list. `validated`: the manifest's paths, which were validated as
  /// part of a plan. A list with the same bytes is not validated again.
  static func read(
    from folder: OpenFolder, at path: OutputPath, validated: PathTable
  ) throws(FileError) -> PathTable? {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try folder.read(path, limit: maximumSize).bytes
    } catch {
      if error.reason == .notFound { return nil }
      throw error
    }
    if validated.hasLines(bytes) { return validated }
    let displayPath = folder.displayPath(path)
    guard let table = PathTable(lines: bytes) else {
      // The last path is cut off, and what is left of it could be the path of a foreign file.
      let last = bytes.count { $0 == UInt8(ascii: "\n") } + 1
      throw .damagedFileList(displayPath, line: last)
    }
    let isText = String(validating: bytes, as: UTF8.self) != nil
    if let invalid = (0..<table.count).first(where: { !isListable(table, $0, isText: isText) }) {
      throw .damagedFileList(displayPath, line: invalid + 1)
    }
    return table
  }

  /// Whether the line is a path that can be published and sorts after the line before it.
  /// `isText`: whether the whole list is known to be valid UTF-8.
  private static func isListable(_ table: PathTable, _ index: Int, isText: Bool) -> Bool {
    guard index == 0 || table.compare(index - 1, with: table, index) < 0 else { return false }
    return table.withPath(at: index) { bytes in
      guard isOutputPath(bytes) else { return false }
      // Sufficient for nearly every line, and avoids creating a string.
      if isText && !mayBeReserved(bytes) { return true }
      guard let text = String(validating: bytes, as: UTF8.self) else { return false }
      return OutputPath(text)?.isReserved == false
    }
  }
}
