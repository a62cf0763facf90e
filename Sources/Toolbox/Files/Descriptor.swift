internal import Glibc

/// Flags for reading. `O_NONBLOCK` keeps `open` from waiting for a writer if the path is a pipe.
/// It has no effect on regular files.
let readOnlyFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY

/// An open file descriptor, closed by `deinit`.
struct Descriptor: ~Copyable {
  let fileDescriptor: Int32

  /// Opens `path` relative to the folder `folder`. `action` and `displayPath` are used in errors.
  init(
    opening path: String, in folder: Int32, for action: FileError.Action,
    displayPath: @autoclosure () -> String, flags: Int32
  ) throws(FileError) {
    let opened = retryingInterrupted { openat(folder, path, flags, 0o666) }
    guard opened >= 0 else { throw FileError(action, path: displayPath(), code: errno) }
    fileDescriptor = opened
  }

  /// Takes ownership of an open file descriptor.
  init(_ fileDescriptor: Int32) {
    self.fileDescriptor = fileDescriptor
  }

  deinit { Glibc.close(fileDescriptor) }

  func status(
    for action: FileError.Action, displayPath: @autoclosure () -> String
  ) throws(FileError) -> stat {
    var status = stat()
    guard fstat(fileDescriptor, &status) == 0 else {
      throw FileError(action, path: displayPath(), code: errno)
    }
    return status
  }

  /// Reads the whole file with as few system calls as possible, because a build reads 150,000
  /// small files: `fstat`, `read`, and `close` by `deinit`.
  ///
  /// Throws `.notAFile`, `.tooLarge` if the file has more than `limit` bytes, or
  /// `.changedWhileReading` if its size changes.
  func readAll(
    limit: Int, displayPath: @autoclosure () -> String
  ) throws(FileError) -> (bytes: [UInt8], stamp: FileStamp) {
    let status = try status(for: .read, displayPath: displayPath())
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(.read, path: displayPath(), reason: .notAFile)
    }
    let size = Int(status.st_size)
    guard size <= limit else {
      throw FileError(.read, path: displayPath(), reason: .tooLarge(limit: limit))
    }
    // One byte more than `fstat` says. A short read then shows the end of the file, and a file
    // that has grown since then is noticed.
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      (count, failure) = fill(UnsafeMutableRawBufferPointer(buffer))
    }
    guard failure == 0 else { throw FileError(.read, path: displayPath(), code: failure) }
    guard bytes.count == size else {
      throw FileError(.read, path: displayPath(), reason: .changedWhileReading)
    }
    return (bytes, FileStamp(status))
  }

  /// Reads until the end of the file or until the buffer is full. `failure` is 0 or an `errno`
  /// value.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> (count: Int, failure: Int32) {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = retryingInterrupted { read(fileDescriptor, rest.baseAddress, rest.count) }
      guard count >= 0 else { return (filled, errno) }
      filled += count
      // A regular file returns fewer bytes than requested only at its end.
      if count < rest.count { break }
    }
    return (filled, 0)
  }

  /// Closes the file and reports errors, because some file systems report a full disk only on
  /// `close`.
  consuming func close(displayPath: @autoclosure () -> String) throws(FileError) {
    let last = fileDescriptor
    discard self
    // `close` must not be repeated after EINTR: on Linux the descriptor is already closed
    // (close(2)).
    guard Glibc.close(last) == 0 || errno == EINTR else {
      throw FileError(.write, path: displayPath(), code: errno)
    }
  }
}

/// Writes all bytes to `fileDescriptor`. `displayPath` is the path used in errors.
func writeAll(
  _ bytes: UnsafeRawBufferPointer, to fileDescriptor: Int32, displayPath: @autoclosure () -> String
) throws(FileError) {
  var written = 0
  while written < bytes.count {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
    let count = retryingInterrupted { write(fileDescriptor, rest.baseAddress, rest.count) }
    guard count >= 0 else { throw FileError(.write, path: displayPath(), code: errno) }
    written += count
  }
}

/// Repeats a system call while it fails with EINTR.
func retryingInterrupted<Number: SignedInteger>(_ call: () -> Number) -> Number {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
