package import Diagnostics
package import Files
import Markdown

/// A text file of the content, known to be UTF-8 and within its limit.
package struct TextFile {
  package let source: SourceText
  /// Where the text begins: behind a byte order mark.
  package let start: Int
  package let stamp: SourceStamp

  /// The largest file that is read, in bytes: 16 MB for all of them, as for a thread.
  package static let limit = 16 << 20
}

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
  package func shown(_ relative: String) -> String { "\(path)/\(relative)" }

  /// Reads a file; nil and a diagnostic when it is too large or no UTF-8. `files`: those below this
  /// folder, where a worker reads many.
  package func read(
    _ relative: String, in files: DirectoryHandleCache? = nil, _ diagnostics: inout [Diagnostic]
  ) throws(ReadingError) -> TextFile? {
    let shown = shown(relative)
    let (bytes, stamp): ([UInt8], FileStamp)
    do throws(FileError) {
      (bytes, stamp) = try contents(relative, shown, in: files)
    } catch {
      guard case .tooLarge = error.reason else { throw ReadingError(error) }
      diagnostics.append(
        Diagnostic(
          .error, "file-too-large",
          "this file is larger than 16 MB; split it, or take out what was pasted by mistake",
          at: SourceLocation(file: shown)))
      return nil
    }
    let source = SourceText(file: shown, bytes: bytes)
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

extension TextFile {
  fileprivate init(_ source: SourceText, _ stamp: SourceStamp) {
    self.init(
      source: source, start: source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, stamp: stamp)
  }
}

extension SourceFolder {
  /// A file that was read before, and found to be UTF-8 then; nil when it has changed since.
  package func readAgain(
    _ relative: String, in files: DirectoryHandleCache?, _ stamp: SourceStamp
  ) throws(ReadingError) -> TextFile? {
    let shown = shown(relative)
    do throws(FileError) {
      let (bytes, found) = try contents(relative, shown, in: files)
      guard SourceStamp(found) == stamp else { return nil }
      return TextFile(SourceText(file: shown, bytes: bytes), stamp)
    } catch {
      if case .tooLarge = error.reason { return nil }
      throw ReadingError(error)
    }
  }

  private func contents(
    _ relative: String, _ shown: String, in files: DirectoryHandleCache?
  ) throws(FileError) -> (bytes: [UInt8], stamp: FileStamp) {
    guard let files else { return try readFile(shown, limit: TextFile.limit) }
    return try files.read(relative, limit: TextFile.limit, displayPath: shown)
  }

  /// A file that was read before, and complained of then.
  package func readAgain(_ relative: String) throws(ReadingError) -> TextFile? {
    var known: [Diagnostic] = []
    return try read(relative, &known)
  }
}

extension SourceFolder {
  /// Returns the bytes of a file that is published unchanged. Nil if it has changed since it was
  /// listed.
  package func bytes(of file: VerbatimFile) throws(ReadingError) -> [UInt8]? {
    do throws(FileError) {
      let (bytes, stamp) = try readFile(shown(file.path), limit: Int.max)
      return SourceStamp(stamp) == file.stamp ? bytes : nil
    } catch {
      throw ReadingError(error)
    }
  }
}
