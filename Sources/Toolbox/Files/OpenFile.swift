internal import Glibc

/// A regular file of which parts are read. Safe to use from many threads.
package final class OpenFile: Sendable {
  private let descriptor: Descriptor
  /// The path used in errors.
  private let path: String
  /// Size in bytes when the file was opened.
  package let size: Int

  /// Opens a regular file. Throws `.tooManyLinks` if it is a symbolic link, and `.notAFile` for
  /// anything else.
  package init(_ path: OutputPath, in folder: OpenFolder) throws(FileError) {
    let shown = folder.shown(path)
    descriptor = try Descriptor(
      opening: path.text, in: folder.number, named: shown, flags: readOnlyFlags | O_NOFOLLOW)
    let status = try descriptor.status(named: shown)
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path: shown, reason: .notAFile)
    }
    self.path = shown
    size = Int(status.st_size)
  }

  /// Reads the given range of bytes. Throws `.changed` if the file ends before.
  package func read(_ range: Range<Int>) throws(FileError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      while filled < range.count {
        let rest = UnsafeMutableRawBufferPointer(
          UnsafeMutableBufferPointer(rebasing: buffer[filled...]))
        let count = retrying {
          pread(descriptor.number, rest.baseAddress, rest.count, range.lowerBound + filled)
        }
        if count < 0 { code = errno }
        if count <= 0 { return }
        filled += count
      }
    }
    guard code == 0 else { throw FileError(path: path, code: code) }
    guard bytes.count == range.count else { throw FileError(path: path, reason: .changed) }
    return bytes
  }
}
