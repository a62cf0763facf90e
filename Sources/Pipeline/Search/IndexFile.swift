import Fingerprints

/// A file of the index whose bytes are in memory.
struct IndexFile: Sendable {
  /// Path below `search/index/`.
  let name: String
  let bytes: [UInt8]
  let fingerprint: Fingerprint

  init(_ name: String, _ bytes: [UInt8]) {
    (self.name, self.bytes) = (name, bytes)
    fingerprint = Fingerprint(of: bytes)
  }
}
