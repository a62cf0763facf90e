import Glibc

/// Finds where `http://`, `https://` and `www.` stand, by the sign in each that is rare in
/// sentences, with the C library's vectorised search: looking at each byte would cost as much as a
/// third of the parsing.
struct URLFinder {
  private let text: UnsafeBufferPointer<UInt8>
  private var colons = Sought(UInt8(ascii: ":"))
  private var dots = Sought(UInt8(ascii: "."))

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// The first start at or behind `position`, or the text's end.
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

  /// Whether it is a scheme is for `BareURL` to say.
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

/// A byte, and where it was found last: asked for places in their order, it is looked for once.
struct Sought {
  private let byte: UInt8
  private var found = -1

  init(_ byte: UInt8) {
    self.byte = byte
  }

  /// The first place at or behind `position`, or the text's end.
  mutating func next(in text: UnsafeBufferPointer<UInt8>, from position: Int) -> Int {
    if found >= position { return found }
    found = text.count
    guard let base = text.baseAddress, position < text.count else { return found }
    if let place = memchr(base + position, Int32(byte), text.count - position) {
      found = UnsafeRawPointer(place) - UnsafeRawPointer(base)
    }
    return found
  }
}
