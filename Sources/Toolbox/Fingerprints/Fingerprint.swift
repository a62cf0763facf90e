// The Fingerprints room: a short value that stands for bytes, by SHA-256 of swift-crypto.

import Crypto

/// The first 16 bytes of a SHA-256: two inputs that differ have two fingerprints.
package struct Fingerprint: Hashable, Sendable, BitwiseCopyable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package init(of bytes: [UInt8]) {
    self.init(SHA256.hash(data: bytes))
  }

  fileprivate init(_ digest: SHA256Digest) {
    self = digest.withUnsafeBytes { digest in
      Fingerprint(
        high: UInt64(bigEndian: digest.loadUnaligned(as: UInt64.self)),
        low: UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
  }
}

/// Takes in values one by one; the order and the borders between them count.
///
/// The values are gathered first: to hash them one by one would cost more than the hash. Numbers are
/// taken in at the caller's, for there are millions of them.
package struct Fingerprinter {
  @usableFromInline var bytes: [UInt8] = []

  package init() {}

  /// Bytes with their count before them, so that ("ab", "c") and ("a", "bc") differ.
  package mutating func add(_ bytes: [UInt8]) {
    add(bytes.count)
    self.bytes.append(contentsOf: bytes)
  }

  package mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  @inlinable package mutating func add(_ number: Int) {
    withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) {
      bytes.append(contentsOf: $0)
    }
  }

  @inlinable package mutating func add(_ fingerprint: Fingerprint) {
    withUnsafeBytes(of: (fingerprint.high.littleEndian, fingerprint.low.littleEndian)) {
      bytes.append(contentsOf: $0)
    }
  }

  package mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  package func fingerprint() -> Fingerprint { Fingerprint(SHA256.hash(data: bytes)) }

  /// Of what was added since the last time; begins anew.
  package mutating func take() -> Fingerprint {
    defer { bytes.removeAll(keepingCapacity: true) }
    return fingerprint()
  }
}

/// The first `count` (at most 16) hexadecimal digits of the SHA-256 of a text's UTF-8.
package func sha256Prefix(of text: String, digits count: Int) -> String {
  let digest = SHA256.hash(data: Array(text.utf8))
  let first = digest.withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
  return String(paddedHex(first).prefix(count))
}

private func paddedHex(_ number: UInt64) -> String {
  let digits = String(number, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
