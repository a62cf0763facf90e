import Synchronization

/// The buckets that this build has merged and not yet written. Safe to use from many threads.
final class BucketCache: Sendable {
  private let buckets = Mutex<[Int: Bucket]>([:])

  subscript(number: Int) -> Bucket? { buckets.withLock { $0[number] } }

  func insert(_ bucket: Bucket, _ number: Int) { buckets.withLock { $0[number] = bucket } }
  func remove(_ number: Int) { buckets.withLock { $0[number] = nil } }
}
