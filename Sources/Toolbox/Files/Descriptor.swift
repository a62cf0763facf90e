internal import Glibc

/// O_NONBLOCK: opening a pipe that nobody writes to must not wait. It means nothing to a file.
let readOnlyFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY

/// An open file, closed by its owner's end.
struct Descriptor: ~Copyable {
  let number: Int32

  /// Opens `path` below the folder `folder`; `shown` is what problems call it.
  init(
    opening path: String, in folder: Int32, named shown: @autoclosure () -> String, flags: Int32,
    mode: UInt32 = 0o666
  ) throws(FileProblem) {
    let opened = retrying { openat(folder, path, flags, mode) }
    guard opened >= 0 else { throw FileProblem(path: shown(), code: errno) }
    number = opened
  }

  /// Takes over a file that is open.
  init(_ number: Int32) {
    self.number = number
  }

  deinit { close(number) }

  func status(named shown: @autoclosure () -> String) throws(FileProblem) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw FileProblem(path: shown(), code: errno) }
    return status
  }

  /// Open, fstat, read, close: nothing more, for a build reads 150,000 small files.
  func readAll(
    limit: Int, named shown: @autoclosure () -> String
  ) throws(FileProblem) -> (bytes: [UInt8], stamp: FileStamp) {
    let status = try status(named: shown())
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileProblem(path: shown(), reason: .notAFile)
    }
    let size = Int(status.st_size)
    guard size <= limit else { throw FileProblem(path: shown(), reason: .tooLarge(limit: limit)) }
    // One byte more than there should be: a read that stops before it has met the end.
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      (count, failure) = fill(UnsafeMutableRawBufferPointer(buffer))
    }
    guard failure == 0 else { throw FileProblem(path: shown(), code: failure) }
    guard bytes.count == size else { throw FileProblem(path: shown(), reason: .changed) }
    return (bytes, FileStamp(status))
  }

  /// Reads until the end or until the buffer is full; the second value is 0 or an error's number.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> (count: Int, failure: Int32) {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = retrying { read(number, rest.baseAddress, rest.count) }
      guard count >= 0 else { return (filled, errno) }
      filled += count
      // A regular file gives less than was asked for at its end only.
      if count < rest.count { break }
    }
    return (filled, 0)
  }

  /// Closes it at once, for some file systems say only then that the disk is full.
  consuming func finish(named shown: @autoclosure () -> String) throws(FileProblem) {
    let last = number
    discard self
    // Not to be repeated after EINTR: on Linux the number is free by then (close(2)).
    guard close(last) == 0 || errno == EINTR else { throw FileProblem(path: shown(), code: errno) }
  }
}

/// Writes all of the bytes to an open file.
func writeAll(
  _ bytes: UnsafeRawBufferPointer, to number: Int32, named shown: @autoclosure () -> String
) throws(FileProblem) {
  var written = 0
  while written < bytes.count {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
    let count = retrying { write(number, rest.baseAddress, rest.count) }
    guard count >= 0 else { throw FileProblem(path: shown(), code: errno) }
    written += count
  }
}

/// Makes the call again for as long as a signal cut it short.
func retrying<Number: SignedInteger>(_ call: () -> Number) -> Number {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
