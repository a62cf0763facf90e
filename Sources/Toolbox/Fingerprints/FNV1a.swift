/// FNV-1a, 32 bits (Fowler, Noll, Vo; draft-eastlake-fnv): a few instructions a byte, in any language. It spreads
/// names over pieces, in the build and in the reader's script alike; it stands for nothing.
@inlinable
package func fnv1a<Bytes: Sequence<UInt8>>(_ bytes: Bytes) -> UInt32 {
  var hash: UInt32 = 2_166_136_261
  for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
  return hash
}
