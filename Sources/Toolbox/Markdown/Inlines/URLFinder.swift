import Glibc

/// Finds `http://`, `https://` and `www.` by the colon or dot in each of them, which are rare in
/// sentences. The C library's vectorised search finds these faster than a loop over all bytes.
struct URLFinder {
  private let text: UnsafeBufferPointer<UInt8>
  private var colons = ByteSearch(UInt8(ascii: ":"))
  private var dots = ByteSearch(UInt8(ascii: "."))

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// Returns the index of the first possible URL at or after `position`, or the text's end.
  mutating func next(from position: Int) -> Int {
    min(nextScheme(from: position), nextHost(from: position))
  }

  private mutating func nextScheme(from position: Int) -> Int {
    var from = position
    while true {
      let colon = colons.next(in: text, from: from)
      if colon == text.count { return colon }
      if let start = schemeStart(before: colon), start >= position { return start }
      from = colon + 1
    }
  }

  /// Returns the index at which a scheme before the colon would begin. `BareURL` checks whether
  /// it is one.
  private func schemeStart(before colon: Int) -> Int? {
    guard colon + 1 < text.count, text[colon + 1] == UInt8(ascii: "/"), colon > 0 else {
      return nil
    }
    return colon - (text[colon - 1] | 0x20 == UInt8(ascii: "s") ? 5 : 4)
  }

  private mutating func nextHost(from position: Int) -> Int {
    var from = position + 3
    while true {
      let dot = dots.next(in: text, from: from)
      if dot == text.count { return dot }
      if text[(dot - 3)..<dot].allSatisfy({ $0 | 0x20 == UInt8(ascii: "w") }) { return dot - 3 }
      from = dot + 1
    }
  }
}

/// A byte and the index at which it was found last. Queries in ascending order read the text
/// once.
struct ByteSearch {
  private let byte: UInt8
  private var lastIndex = -1

  init(_ byte: UInt8) {
    self.byte = byte
  }

  /// Returns the index of the first such byte at or after `position`, or the text's end.
  mutating func next(in text: UnsafeBufferPointer<UInt8>, from position: Int) -> Int {
    if lastIndex >= position { return lastIndex }
    lastIndex = text.count
    guard let base = text.baseAddress, position < text.count else { return lastIndex }
    if let match = memchr(base + position, Int32(byte), text.count - position) {
      lastIndex = UnsafeRawPointer(match) - UnsafeRawPointer(base)
    }
    return lastIndex
  }
}
