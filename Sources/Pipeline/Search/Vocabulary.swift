/// Words by numbers: each spelling that was met, and the key that it is found by.
///
/// A spelling's key is worked out once, not once for each of a hundred million words. One for each worker;
/// its numbers mean nothing outside of it.
struct Vocabulary {
  private let forms: WordForms
  private var bytes: [UInt8] = []
  private var spellings: [Spelling] = []
  /// Numbers of spellings by their hash; -1: free. A power of two of them, half full at most.
  private var slots = [Int32](repeating: -1, count: 1 << 12)
  private var keyNumbers: [[UInt8]: Int32] = [:]
  private(set) var keys: [Key] = []

  struct Spelling: BitwiseCopyable {
    fileprivate let start: Int32
    fileprivate let count: Int32
    fileprivate let hash: UInt32
    /// The number of its key.
    let key: Int32
  }

  struct Key {
    let bytes: [UInt8]
    /// By FNV-1a: says in which bucket of the dictionary it is.
    let hash: UInt32
  }

  init(_ forms: WordForms) { self.forms = forms }

  var spellingCount: Int { spellings.count }
  func key(ofSpelling number: Int) -> Int32 { spellings[number].key }

  func bytes(ofSpelling number: Int) -> ArraySlice<UInt8> {
    let start = Int(spellings[number].start)
    return bytes[start..<start + Int(spellings[number].count)]
  }

  /// The number of a spelling (lower case, NFC).
  mutating func number(of spelling: [UInt8]) -> Int32 {
    let hash = fnv(spelling)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      if spellings[Int(slots[slot])].hash == hash, isSpelling(slots[slot], spelling) {
        return slots[slot]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return insert(spelling, hash, at: slot)
  }

  /// The number of a key that is no word of a text.
  mutating func number(ofKey key: [UInt8]) -> Int32 {
    if let number = keyNumbers[key] { return number }
    let number = Int32(keys.count)
    keyNumbers[key] = number
    keys.append(Key(bytes: key, hash: fnv(key)))
    return number
  }

  private func isSpelling(_ number: Int32, _ spelling: [UInt8]) -> Bool {
    let known = spellings[Int(number)]
    guard Int(known.count) == spelling.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      spelling.withUnsafeBufferPointer { spelling in
        for index in 0..<spelling.count
        where bytes[Int(known.start) &+ index] != spelling[index] {
          return false
        }
        return true
      }
    }
  }

  private mutating func insert(_ spelling: [UInt8], _ hash: UInt32, at slot: Int) -> Int32 {
    let number = Int32(spellings.count)
    let key = self.number(ofKey: forms.key(of: spelling))
    spellings.append(
      Spelling(
        start: Int32(bytes.count), count: Int32(spelling.count), hash: hash, key: key))
    bytes += spelling
    slots[slot] = number
    if spellings.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, spelling) in spellings.enumerated() {
      var slot = Int(spelling.hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }
}

/// FNV-1a, 32 bits (Fowler, Noll, Vo; draft-eastlake-fnv): a few instructions a byte, in any language.
func fnv<Bytes: Sequence<UInt8>>(_ bytes: Bytes) -> UInt32 {
  var hash: UInt32 = 2_166_136_261
  for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
  return hash
}
