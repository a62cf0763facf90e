/// The first byte that is not part of a character in UTF-8 (The Unicode Standard, D92), or nil when
/// all are.
///
/// Nearly all of a post is ASCII, which is passed over 32 bytes at a time. Only what stands between
/// is for the standard library to judge, which takes eight times as long: a run of other bytes from
/// one ASCII byte to the next is valid by itself or not at all.
package func offsetOfInvalidUTF8(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var index = endOfASCII(in: bytes, from: 0)
  while index < bytes.count {
    var end = index
    while end < bytes.count, bytes[end] >= 0x80 { end += 1 }
    if let offset = offsetOfInvalidUTF8(inRun: bytes, index..<end) { return offset }
    index = endOfASCII(in: bytes, from: end)
  }
  return nil
}

private func offsetOfInvalidUTF8(
  inRun bytes: UnsafeBufferPointer<UInt8>, _ run: Range<Int>
) -> Int? {
  do {
    _ = try UTF8Span(validating: bytes.span.extracting(run))
    return nil
  } catch {
    return run.lowerBound + error.byteOffsets.lowerBound
  }
}

/// The first byte from `start` on that is none of ASCII's, or the end.
private func endOfASCII(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  let raw = UnsafeRawBufferPointer(bytes)
  var index = start
  while index + 32 <= raw.count, isASCII(raw, at: index) { index += 32 }
  while index < raw.count, raw[index] < 0x80 { index += 1 }
  return index
}

/// Whether 32 bytes, which the caller knows to be there, are.
@inline(__always)
private func isASCII(_ raw: UnsafeRawBufferPointer, at index: Int) -> Bool {
  var bits: UInt64 = 0
  for offset in stride(from: 0, to: 32, by: 8) {
    bits |= raw.loadUnaligned(fromByteOffset: index + offset, as: UInt64.self)
  }
  return bits & 0x8080_8080_8080_8080 == 0
}
