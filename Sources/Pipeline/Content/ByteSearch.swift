import Glibc

/// The first index of `byte` from `start` on. By memchr: it looks at 32 bytes at a time, and the
/// bodies of posts, most of what there is to read, are only searched for line ends and signs.
func firstIndex(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
  bytes.withUnsafeBytes { buffer in
    guard let base = buffer.baseAddress, start < buffer.count,
      let found = memchr(base + start, Int32(byte), buffer.count - start)
    else { return nil }
    return found - UnsafeMutableRawPointer(mutating: base)
  }
}
