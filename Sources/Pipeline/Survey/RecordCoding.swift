/// Appends numbers and texts in a compact binary format. Numbers are little-endian or, if they
/// are mostly small, varints.
struct RecordWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  mutating func number(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func word(_ word: UInt64) { number(Int64(bitPattern: word)) }

  /// Appends four bytes. A number that does not fit into `Int32` is clamped.
  mutating func half(_ number: Int) {
    withUnsafeBytes(of: Int32(clamping: number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends a varint with zigzag encoding: seven bits a byte, the lowest first. The high bit is
  /// set in all bytes but the last.
  mutating func short(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number << 1 ^ number >> 63))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func text(_ text: String) {
    short(text.utf8.count)
    plain(text)
  }

  /// Appends the text without its length.
  mutating func plain(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  mutating func text(orNone text: String?) {
    short(text == nil ? 0 : 1)
    if let text { self.text(text) }
  }

  mutating func raw(_ raw: UnsafeRawBufferPointer) { bytes.append(contentsOf: raw) }
}

/// Reads the format of `RecordWriter` from bytes that may be damaged.
///
/// If the bytes end too early or contain an impossible value, `isBroken` becomes true. All
/// further reads then return zero or empty values.
struct RecordReader {
  private var rest: UnsafeRawBufferPointer
  private(set) var isBroken = false

  init(_ bytes: UnsafeRawBufferPointer) {
    rest = bytes
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func reject() {
    isBroken = true
    rest = UnsafeRawBufferPointer(start: nil, count: 0)
  }

  mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= rest.count else {
      reject()
      return rest
    }
    defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
    return UnsafeRawBufferPointer(rebasing: rest[..<count])
  }

  mutating func number() -> Int64 {
    let bytes = take(8)
    return bytes.isEmpty ? 0 : Int64(littleEndian: bytes.loadUnaligned(as: Int64.self))
  }

  mutating func word() -> UInt64 { UInt64(bitPattern: number()) }

  mutating func short() -> Int {
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
    reject()
    return 0
  }

  /// Reads the number of the elements that follow. Rejects the bytes if they are too few for that
  /// many elements of at least `size` bytes.
  mutating func count(ofThingsOf size: Int) -> Int {
    let count = short()
    if count >= 0, count <= rest.count / size { return count }
    reject()
    return 0
  }

  mutating func text() -> String { String(decoding: textBytes(), as: UTF8.self) }

  /// Reads the bytes of a text.
  mutating func textBytes() -> UnsafeRawBufferPointer { take(short()) }

  mutating func textOrNone() -> String? { short() == 0 ? nil : text() }

  /// Reads a list of elements of at least `size` bytes, each with `read`.
  mutating func list<Thing>(
    ofThingsOf size: Int, _ read: (inout RecordReader) -> Thing
  ) -> [Thing] {
    let count = count(ofThingsOf: size)
    var things: [Thing] = []
    things.reserveCapacity(count)
    for _ in 0..<count where !isBroken { things.append(read(&self)) }
    return things
  }
}

/// Returns a checksum that detects accidental damage, not tampering. Each step takes eight bytes
/// and is a bijection.
func recordChecksum(of bytes: UnsafeRawBufferPointer) -> UInt64 {
  var sum = UInt64(bytes.count) ^ 0x9E37_79B9_7F4A_7C15
  let whole = bytes.count & ~7
  for index in stride(from: 0, to: whole, by: 8) {
    let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    sum = (sum ^ UInt64(littleEndian: word)) &* 0x9FB2_1C65_1E98_DF25
    sum ^= sum >> 32
  }
  for byte in bytes[whole...] { sum = (sum ^ UInt64(byte)) &* 0x9FB2_1C65_1E98_DF25 }
  return sum ^ (sum >> 32)
}
