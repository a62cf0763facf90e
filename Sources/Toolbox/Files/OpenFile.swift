internal import Glibc

/// A regular file of which parts are read. Safe to use from many threads.
package final class OpenFile: Sendable {
  private let descriptor: Descriptor
  /// The path used in errors.
  private let path: String
  /// Size in bytes when the file was opened.
  package let size: Int

  /// Opens a regular file. Throws `.symbolicLink` if it is a symbolic link, and `.notAFile` for
  /// anything else.
  package init(_ path: OutputPath, in folder: OpenFolder) throws(FileError) {
    let displayPath = folder.displayPath(path)
    descriptor = try Descriptor(
      opening: path.text, in: folder.fileDescriptor, for: .read, displayPath: displayPath,
      flags: readOnlyFlags | O_NOFOLLOW)
    let status = try descriptor.status(for: .read, displayPath: displayPath)
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(.read, path: displayPath, reason: .notAFile)
    }
    self.path = displayPath
    size = Int(status.st_size)
  }

  /// Reads the given range of bytes. Throws `.changedWhileReading` if the file ends before.
  package func read(_ range: Range<Int>) throws(FileError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      while filled < range.count {
        let rest = UnsafeMutableRawBufferPointer(
          UnsafeMutableBufferPointer(rebasing: buffer[filled...]))
        let count = retryingInterrupted {
          pread(descriptor.fileDescriptor, rest.baseAddress, rest.count, range.lowerBound + filled)
        }
        if count < 0 { code = errno }
        if count <= 0 { return }
        filled += count
      }
    }
    guard code == 0 else { throw FileError(.read, path: path, code: code) }
    guard bytes.count == range.count else {
      throw FileError(.read, path: path, reason: .changedWhileReading)
    }
    return bytes
  }
}
