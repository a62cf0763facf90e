// The Fingerprints module: hashes that identify content (SHA-256 by the system's libnettle) and
// hashes that distribute keys (FNV-1a). Entry points: `Fingerprinter` and `fnv1a`.

import CNettle

/// The first 16 bytes of a SHA-256. Two different inputs can be assumed to have different
/// fingerprints.
@usableFromInline package struct Fingerprint: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline package let high: UInt64
  @usableFromInline package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { Fingerprint(of: $0) }
  }

  fileprivate init(of bytes: UnsafeRawBufferPointer) {
    var digest: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &digest) {
      cnettle_sha256(bytes.baseAddress, bytes.count, $0.baseAddress)
    }
    (high, low) = (UInt64(bigEndian: digest.0), UInt64(bigEndian: digest.1))
  }
}

/// Computes the fingerprint of a sequence of values. Both their order and the boundaries between
/// them affect the result.
///
/// Values are collected as 64-bit words and hashed together because a call of the hash function
/// per value is slow. The methods for numbers and fingerprints are inlinable because they are
/// called millions of times; for that their type must be `@usableFromInline`.
@usableFromInline package struct Fingerprinter {
  /// The collected values. Each word is stored in little-endian byte order.
  @usableFromInline var words: [UInt64] = []

  package init() {}

  /// Adds bytes, preceded by their count, so that ("ab", "c") and ("a", "bc") differ.
  package mutating func combine(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { combine($0) }
  }

  package mutating func combine(_ text: String) {
    text.utf8.span.withUnsafeBufferPointer { combine($0) }
  }

  @inlinable package mutating func combine(_ number: Int) {
    words.append(UInt64(bitPattern: Int64(number)).littleEndian)
  }

  @inlinable package mutating func combine(_ fingerprint: Fingerprint) {
    words.append(fingerprint.high.littleEndian)
    words.append(fingerprint.low.littleEndian)
  }

  @inlinable package mutating func combine(_ flag: Bool) { combine(flag ? 1 : 0) }

  package func fingerprint() -> Fingerprint {
    words.withUnsafeBytes { Fingerprint(of: $0) }
  }

  /// Returns the fingerprint of the values added since the last call of `finish`, and removes them.
  package mutating func finish() -> Fingerprint {
    defer { words.removeAll(keepingCapacity: true) }
    return fingerprint()
  }

  /// Pads the last word with zeros.
  private mutating func combine(_ bytes: UnsafeBufferPointer<UInt8>) {
    combine(bytes.count)
    let raw = UnsafeRawBufferPointer(bytes)
    let wholeWordsLength = raw.count & ~7
    for offset in stride(from: 0, to: wholeWordsLength, by: 8) {
      words.append(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    guard wholeWordsLength < raw.count else { return }
    let last: UInt64 = raw[wholeWordsLength...].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    words.append(last.littleEndian)
  }
}

/// Returns the first `count` (at most 16) hexadecimal digits of the SHA-256 of the UTF-8 of
/// `text`.
package func sha256HexPrefix(of text: String, digitCount count: Int) -> String {
  String(paddedHex(Fingerprint(of: Array(text.utf8)).high).prefix(count))
}

private func paddedHex(_ number: UInt64) -> String {
  let digits = String(number, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
