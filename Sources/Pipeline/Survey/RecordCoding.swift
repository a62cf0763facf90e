/// Appends numbers and texts in a compact binary format. Numbers are little-endian or, if they
/// are mostly small, varints.
struct RecordWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  mutating func int64(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func uint64(_ number: UInt64) { int64(Int64(bitPattern: number)) }

  /// Appends four bytes. A number that does not fit into `UInt32` is clamped.
  mutating func uint32(_ number: Int) {
    withUnsafeBytes(of: UInt32(clamping: number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends a varint with zigzag encoding: seven bits a byte, the lowest first. The high bit is
  /// set in all bytes but the last.
  mutating func varint(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number << 1 ^ number >> 63))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func text(_ text: String) {
    varint(text.utf8.count)
    utf8(text)
  }

  /// Appends the text without its length.
  mutating func utf8(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  mutating func optionalText(_ text: String?) {
    varint(text == nil ? 0 : 1)
    if let text { self.text(text) }
  }

  mutating func rawBytes(_ raw: UnsafeRawBufferPointer) { bytes.append(contentsOf: raw) }
}

/// Reads the format of `RecordWriter` from bytes that may be damaged.
///
/// If the bytes end too early or contain an impossible value, `isDamaged` becomes true. All
/// further reads then return zero or empty values.
struct RecordReader {
  private var rest: UnsafeRawBufferPointer
  private(set) var isDamaged = false

  init(_ bytes: UnsafeRawBufferPointer) {
    rest = bytes
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func markDamaged() {
    isDamaged = true
    rest = UnsafeRawBufferPointer(start: nil, count: 0)
  }

  mutating func bytes(_ count: Int) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= rest.count else {
      markDamaged()
      return rest
    }
    defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
    return UnsafeRawBufferPointer(rebasing: rest[..<count])
  }

  mutating func int64() -> Int64 {
    let bytes = bytes(8)
    return bytes.isEmpty ? 0 : Int64(littleEndian: bytes.loadUnaligned(as: Int64.self))
  }

  mutating func uint64() -> UInt64 { UInt64(bitPattern: int64()) }

  mutating func varint() -> Int {
    var number: UInt64 = 0
    var index = 0
    while index < rest.count, index < 10 {
      let byte = rest[index]
      number |= UInt64(byte & 0x7F) &<< UInt64(7 * index)
      index += 1
      if byte < 0x80 {
        rest = UnsafeRawBufferPointer(rebasing: rest[index...])
        return Int(truncatingIfNeeded: number >> 1) ^ -Int(number & 1)
      }
    }
    markDamaged()
    return 0
  }

  /// Reads the number of the elements that follow. Marks the bytes as damaged if they are too few
  /// for that many elements of at least `size` bytes.
  mutating func elementCount(minimumSize size: Int) -> Int {
    let count = varint()
    if count >= 0, count <= rest.count / size { return count }
    markDamaged()
    return 0
  }

  mutating func text() -> String { String(decoding: textBytes(), as: UTF8.self) }

  /// Reads the bytes of a text.
  mutating func textBytes() -> UnsafeRawBufferPointer { bytes(varint()) }

  mutating func optionalText() -> String? { varint() == 0 ? nil : text() }

  /// Reads a list of elements of at least `size` bytes, each with `read`.
  mutating func elements<Element>(
    minimumSize size: Int, _ read: (inout RecordReader) -> Element
  ) -> [Element] {
    let count = elementCount(minimumSize: size)
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count where !isDamaged { elements.append(read(&self)) }
    return elements
  }
}

/// Returns a checksum that detects accidental damage, not tampering. Each step takes eight bytes
/// and is a bijection.
func recordChecksum(of bytes: UnsafeRawBufferPointer) -> UInt64 {
  var checksum = UInt64(bytes.count) ^ 0x9E37_79B9_7F4A_7C15
  let whole = bytes.count & ~7
  for index in stride(from: 0, to: whole, by: 8) {
    let block = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    checksum = (checksum ^ UInt64(littleEndian: block)) &* 0x9FB2_1C65_1E98_DF25
    checksum ^= checksum >> 32
  }
  for byte in bytes[whole...] { checksum = (checksum ^ UInt64(byte)) &* 0x9FB2_1C65_1E98_DF25 }
  return checksum ^ (checksum >> 32)
}
