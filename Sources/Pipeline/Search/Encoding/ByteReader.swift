/// Reads bytes that this program wrote and that a fingerprint has verified. After the end of the
/// bytes, numbers are 0 and ranges are empty.
struct ByteReader {
  private let bytes: [UInt8]
  private var index: Int

  init(_ bytes: [UInt8], from index: Int) { (self.bytes, self.index) = (bytes, index) }

  var isAtEnd: Bool { index >= bytes.count }

  subscript(range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

  mutating func byte() -> UInt8 {
    guard index < bytes.count else { return 0 }
    defer { index += 1 }
    return bytes[index]
  }

  mutating func varint() -> Int {
    var (number, shift) = (0, 0)
    while index < bytes.count, shift < 63 {
      let byte = bytes[index]
      index += 1
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return number
  }

  mutating func readRange(_ count: Int) -> Range<Int> {
    let end = min(bytes.count, index + count)
    defer { index = end }
    return index..<end
  }
}
