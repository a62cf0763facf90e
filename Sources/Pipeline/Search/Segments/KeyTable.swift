import Fingerprints

/// Keys, numbered in the order in which they were added.
struct KeyTable: ~Copyable {
  /// A hash table of key numbers, with -1 for a free slot. The number of slots is a power of two,
  /// and at most half of them are used.
  private var slots = GrowableBuffer<Int32>()
  private var keys = GrowableBuffer<Key>()
  private var bytes = GrowableBuffer<UInt8>()

  struct Key: BitwiseCopyable {
    /// FNV-1a hash, whose lowest bits are the number of the key's bucket.
    let hash: UInt32
    fileprivate let start: Int32
    fileprivate let count: Int32
    /// The key's first six bytes, zero-padded. They distinguish nearly all keys.
    let first: UInt64
  }

  init() { slots.fill(-1, count: 1 << 13) }

  var count: Int { keys.count }

  subscript(number: Int32) -> Key { keys[Int(number)] }

  func bytes(of number: Int32) -> UnsafeBufferPointer<UInt8> {
    let key = keys[Int(number)]
    let start = Int(key.start)
    return UnsafeBufferPointer(rebasing: bytes.buffer[start..<start + Int(key.count)])
  }

  mutating func number(of key: [UInt8]) -> Int32 {
    let hash = fnv1a(key)
    var index = Int(hash) & (slots.count - 1)
    while slots[index] >= 0 {
      let known = slots[index]
      if self[known].hash == hash, bytes(of: known).elementsEqual(key) { return known }
      index = (index + 1) & (slots.count - 1)
    }
    let number = Int32(truncatingIfNeeded: count)
    slots[index] = number
    let first = (0..<6).reduce(UInt64(0)) { $0 << 8 | ($1 < key.count ? UInt64(key[$1]) : 0) }
    keys.append(
      Key(hash: hash, start: Int32(bytes.count), count: Int32(key.count), first: first))
    key.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    if count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    let size = slots.count * 2
    slots.fill(-1, count: size)
    for number in 0..<count {
      var index = Int(keys[number].hash) & (size - 1)
      while slots[index] >= 0 { index = (index + 1) & (size - 1) }
      slots[index] = Int32(truncatingIfNeeded: number)
    }
  }
}
