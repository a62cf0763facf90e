import Glibc

/// Returns the first index of `byte` at or after `start`, or nil.
///
/// Uses `memchr`, which compares many bytes at a time. Most bytes of a thread file are post
/// bodies, in which the reader only looks for line ends.
func firstIndex(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
  bytes.withUnsafeBytes { buffer in
    guard let base = buffer.baseAddress, start < buffer.count,
      let found = memchr(base + start, Int32(byte), buffer.count - start)
    else { return nil }
    return found - UnsafeMutableRawPointer(mutating: base)
  }
}
