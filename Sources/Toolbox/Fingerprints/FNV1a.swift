/// Returns the 32-bit FNV-1a hash (Fowler, Noll, Vo; draft-eastlake-fnv).
///
/// It distributes keys over buckets. The search script in the browser has to compute the same
/// hash, so it must be easy to implement in JavaScript. Collisions are frequent: it must not be
/// used as a fingerprint.
@inlinable
package func fnv1a<Bytes: Sequence<UInt8>>(_ bytes: Bytes) -> UInt32 {
  var hash: UInt32 = 2_166_136_261
  for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
  return hash
}
