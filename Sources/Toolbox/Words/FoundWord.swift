/// A word in lower case and NFC.
///
/// The type is usable from inlinable code, because the compiler would otherwise not inline the
/// members in other modules. They are called for each word of a forum.
@usableFromInline package struct FoundWord: BitwiseCopyable {
  /// The first sixteen bytes, zero-padded.
  @usableFromInline package let first: UInt64
  @usableFromInline package let second: UInt64
  @usableFromInline let count: Int
  @usableFromInline let memory: UnsafeMutablePointer<UInt8>

  @inlinable init(
    first: UInt64, second: UInt64, count: Int, memory: UnsafeMutablePointer<UInt8>
  ) {
    (self.first, self.second, self.count, self.memory) = (first, second, count, memory)
  }

  @inlinable package var surface: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: memory, count: count)
  }

  /// Whether the word has sixteen bytes or more, so that another word may have the same `first`
  /// and `second`.
  @inlinable package var isLong: Bool { count >= 16 }

  /// Whether the word is short enough to be indexed.
  @inlinable @inline(__always)
  package var isIndexed: Bool { count <= WordScan.maximumLength || hasFewScalars }

  @usableFromInline @inline(never)
  var hasFewScalars: Bool {
    count < WordScratch.capacity
      && String(decoding: surface, as: UTF8.self).unicodeScalars.count <= WordScan.maximumLength
  }

  @inlinable package var hash: UInt32 { Self.hash(first, second) }

  @inlinable @inline(__always)
  package static func hash(_ first: UInt64, _ second: UInt64) -> UInt32 {
    var mixed = (first ^ second &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    mixed = (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }
}
