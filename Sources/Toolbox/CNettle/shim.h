// Exposes the system's libnettle to Swift. Only the Fingerprints module imports it.
#include <nettle/sha2.h>
#include <nettle/version.h>
#include <stddef.h>
#include <stdint.h>

// Writes the SHA-256 (FIPS 180-4) of `count` bytes into the 32 bytes at `digest`. `bytes` may be
// NULL if `count` is 0.
static inline void cnettle_sha256(const void *bytes, size_t count, uint8_t *digest) {
  struct sha256_ctx context;
  nettle_sha256_init(&context);
  if (count > 0) nettle_sha256_update(&context, count, (const uint8_t *)bytes);
#if NETTLE_VERSION_MAJOR >= 4
  nettle_sha256_digest(&context, digest);
#else
  nettle_sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
#endif
}
