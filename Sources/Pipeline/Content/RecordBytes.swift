/// Writes plain numbers and texts one after the other, little-endian.
struct RecordWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  mutating func number(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func word(_ word: UInt64) { number(Int64(bitPattern: word)) }

  /// What does not fit, as no offset in a file of 16 MB does, is written as the largest that does.
  mutating func short(_ number: Int) {
    withUnsafeBytes(of: Int32(clamping: number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 {
      short($0.count)
      bytes.append(contentsOf: $0)
    }
  }

  mutating func text(orNone text: String?) {
    short(text == nil ? 0 : 1)
    if let text { self.text(text) }
  }

  mutating func raw(_ raw: UnsafeRawBufferPointer) { bytes.append(contentsOf: raw) }

  /// Writes over eight bytes that are there already.
  mutating func set(_ word: UInt64, at index: Int) {
    for byte in 0..<8 { bytes[index + byte] = UInt8(truncatingIfNeeded: word >> (8 * byte)) }
  }
}

/// Reads what a `RecordWriter` wrote, or anything else: where the bytes end too early, or say what
/// cannot be, it is broken, and answers with nothing from there on.
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
    let bytes = take(4)
    return bytes.isEmpty ? 0 : Int(Int32(littleEndian: bytes.loadUnaligned(as: Int32.self)))
  }

  /// How many things follow, of at least `size` bytes each: no more than there is room for.
  mutating func count(ofThingsOf size: Int) -> Int {
    let count = short()
    if count >= 0, count <= rest.count / size { return count }
    reject()
    return 0
  }

  mutating func text() -> String {
    let count = short()
    return String(decoding: take(count), as: UTF8.self)
  }

  mutating func textOrNone() -> String? { short() == 0 ? nil : text() }

  /// Things of at least `size` bytes, each read by `read`.
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

/// A checksum against accidents, not against enemies: eight bytes a step, each step one to one.
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
