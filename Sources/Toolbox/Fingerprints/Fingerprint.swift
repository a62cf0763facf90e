// The Fingerprints room: a short value that stands for bytes, by the SHA-256 of the system's libnettle.

import CNettle

/// The first 16 bytes of a SHA-256: two inputs that differ have two fingerprints.
package struct Fingerprint: Hashable, Sendable, BitwiseCopyable {
  package let high: UInt64
  package let low: UInt64

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

/// Takes in values one by one; the order and the borders between them count.
///
/// The values are gathered first, in whole words: to hash them one by one would cost more than the
/// hash, and to append them byte by byte as much. Numbers are taken in at the caller's, for there are
/// millions of them.
package struct Fingerprinter {
  /// Little-endian.
  @usableFromInline var words: [UInt64] = []

  package init() {}

  /// Bytes with their count before them, so that ("ab", "c") and ("a", "bc") differ.
  package mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { add($0) }
  }

  package mutating func add(_ text: String) {
    text.utf8.span.withUnsafeBufferPointer { add($0) }
  }

  @inlinable package mutating func add(_ number: Int) {
    words.append(UInt64(bitPattern: Int64(number)).littleEndian)
  }

  @inlinable package mutating func add(_ fingerprint: Fingerprint) {
    words.append(fingerprint.high.littleEndian)
    words.append(fingerprint.low.littleEndian)
  }

  package mutating func add(_ flag: Bool) { add(flag ? 1 : 0) }

  package func fingerprint() -> Fingerprint {
    words.withUnsafeBytes { Fingerprint(of: $0) }
  }

  /// Of what was added since the last time; begins anew.
  package mutating func take() -> Fingerprint {
    defer { words.removeAll(keepingCapacity: true) }
    return fingerprint()
  }

  /// The last word is filled up with zeros.
  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    add(bytes.count)
    let raw = UnsafeRawBufferPointer(bytes)
    let whole = raw.count & ~7
    for offset in stride(from: 0, to: whole, by: 8) {
      words.append(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    guard whole < raw.count else { return }
    let last: UInt64 = raw[whole...].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    words.append(last.littleEndian)
  }
}

/// The first `count` (at most 16) hexadecimal digits of the SHA-256 of a text's UTF-8.
package func sha256Prefix(of text: String, digits count: Int) -> String {
  String(paddedHex(Fingerprint(of: Array(text.utf8)).high).prefix(count))
}

private func paddedHex(_ number: UInt64) -> String {
  let digits = String(number, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
