import Fingerprints

/// Keys by numbers, in the order in which they came.
struct KeyTable: ~Copyable {
  /// The numbers by their keys' hash; -1: free. A power of two of them, half full at most.
  private var slots = Growing<Int32>()
  private var keys = Growing<Key>()
  private var bytes = Growing<UInt8>()

  struct Key: BitwiseCopyable {
    /// By FNV-1a: says in which bucket of the dictionary it is.
    let hash: UInt32
    fileprivate let start: Int32
    fileprivate let count: Int32
    /// Its first six bytes, with zeros behind a shorter one: tell nearly all apart.
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
