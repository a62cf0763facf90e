// The Fingerprints room: a short value that stands for bytes, by SHA-256 of swift-crypto.

import Crypto

/// The first 16 bytes of a SHA-256: two inputs that differ have two fingerprints.
package struct Fingerprint: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package init(of bytes: [UInt8]) {
    var printer = Fingerprinter()
    printer.add(bytes)
    self = printer.fingerprint()
  }
}

/// Takes in values one by one; the order and the borders between them count.
package struct Fingerprinter {
  private var hash = SHA256()

  package init() {}

  /// Bytes with their count before them, so that ("ab", "c") and ("a", "bc") differ.
  package mutating func add(_ bytes: [UInt8]) {
    add(bytes.count)
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  package mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      add(utf8.count)
      hash.update(bufferPointer: UnsafeRawBufferPointer(utf8))
    }
  }

  package mutating func add(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { hash.update(bufferPointer: $0) }
  }

  package mutating func add(_ fingerprint: Fingerprint) {
    add(Int(truncatingIfNeeded: fingerprint.high))
    add(Int(truncatingIfNeeded: fingerprint.low))
  }

  package func fingerprint() -> Fingerprint {
    hash.finalize().withUnsafeBytes { digest in
      Fingerprint(
        high: UInt64(bigEndian: digest.loadUnaligned(as: UInt64.self)),
        low: UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
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
