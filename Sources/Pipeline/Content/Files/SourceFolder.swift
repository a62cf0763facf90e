package import Diagnostics
package import Files
import Markdown

/// A folder of files that an author edits: the content folder or a theme.
package struct SourceFolder: Sendable, Hashable {
  /// The path as given, without a trailing slash.
  package let path: String

  package init(_ path: String) {
    var path = Substring(path)
    while path.count > 1, path.last == "/" { path.removeLast() }
    self.path = String(path)
  }

  /// Returns the path that diagnostics show for a file in the folder.
  package func displayPath(_ relative: String) -> String { "\(path)/\(relative)" }

  /// Reads a file. Reports a file that is too large or not UTF-8, and returns nil.
  ///
  /// - Parameter files: a cache of the folders below this one, for a caller that reads many files.
  package func read(
    _ relative: String, in files: DirectoryHandleCache? = nil, _ diagnostics: inout [Diagnostic]
  ) throws(FileError) -> TextFile? {
    let displayPath = displayPath(relative)
    guard let (bytes, stamp) = try contents(relative, displayPath, in: files) else {
      diagnostics.append(
        Diagnostic(
          .error, "file-too-large",
          "this file is larger than 16 MB; split it, or delete what was pasted by mistake",
          at: SourceLocation(file: displayPath)))
      return nil
    }
    let source = SourceText(file: displayPath, bytes: bytes)
    if let offset = bytes.withUnsafeBufferPointer({ offsetOfInvalidUTF8(in: $0) }) {
      diagnostics.append(
        source.diagnostic(
          .error, "not-utf8",
          "this is not UTF-8 text; save the file with the encoding UTF-8", at: offset))
      return nil
    }
    return TextFile(source, SourceStamp(stamp))
  }
}

extension SourceFolder {
  /// Reads a file again that was valid UTF-8. Nil if it has changed since `stamp` was taken.
  package func readIfUnchanged(
    _ relative: String, in files: DirectoryHandleCache?, _ stamp: SourceStamp
  ) throws(FileError) -> TextFile? {
    let displayPath = displayPath(relative)
    guard let (bytes, found) = try contents(relative, displayPath, in: files),
      SourceStamp(found) == stamp
    else { return nil }
    return TextFile(SourceText(file: displayPath, bytes: bytes), stamp)
  }

  /// Returns nil if the file is larger than `TextFile.maximumSize`.
  private func contents(
    _ relative: String, _ displayPath: String, in files: DirectoryHandleCache?
  ) throws(FileError) -> (bytes: [UInt8], stamp: FileStamp)? {
    do throws(FileError) {
      guard let files else { return try readFile(displayPath, limit: TextFile.maximumSize) }
      return try files.read(relative, limit: TextFile.maximumSize, displayPath: displayPath)
    } catch {
      if case .tooLarge = error.reason { return nil }
      throw error
    }
  }

  /// Reads a file again whose diagnostics have been reported.
  package func readIgnoringDiagnostics(_ relative: String) throws(FileError) -> TextFile? {
    var known: [Diagnostic] = []
    return try read(relative, &known)
  }
}

extension SourceFolder {
  /// Returns the bytes of a file that is published unchanged. Nil if it has changed since it was
  /// listed.
  package func bytes(of file: VerbatimFile) throws(FileError) -> [UInt8]? {
    let (bytes, stamp) = try readFile(displayPath(file.path), limit: Int.max)
    return SourceStamp(stamp) == file.stamp ? bytes : nil
  }
}
