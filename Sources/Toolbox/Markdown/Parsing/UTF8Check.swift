/// Returns the offset of the first byte that is not part of a well-formed UTF-8 sequence (The
/// Unicode Standard, D92), or nil if there is none.
///
/// Posts are nearly all ASCII, which is skipped 32 bytes at a time. Only the runs of other bytes
/// are passed to the standard library, whose check is slower. The validity of such a run does not
/// depend on the ASCII around it.
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

/// Returns the index of the first non-ASCII byte at or after `start`, or the end.
private func endOfASCII(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  let raw = UnsafeRawBufferPointer(bytes)
  var index = start
  while index + 32 <= raw.count, isASCII(raw, at: index) { index += 32 }
  while index < raw.count, raw[index] < 0x80 { index += 1 }
  return index
}

/// Returns whether the 32 bytes at `index` are ASCII. The caller ensures that they exist.
@inline(__always)
private func isASCII(_ raw: UnsafeRawBufferPointer, at index: Int) -> Bool {
  var bits: UInt64 = 0
  for offset in stride(from: 0, to: 32, by: 8) {
    bits |= raw.loadUnaligned(fromByteOffset: index + offset, as: UInt64.self)
  }
  return bits & 0x8080_8080_8080_8080 == 0
}
