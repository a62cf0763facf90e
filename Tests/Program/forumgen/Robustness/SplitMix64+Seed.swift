import Foundation
import TestSupport

extension SplitMix64 {
  /// The value of FORUMGEN_SEED, which repeats a failed run, or a random seed.
  static let seedOfThisRun: UInt64 =
    ProcessInfo.processInfo.environment["FORUMGEN_SEED"].flatMap(UInt64.init)
    ?? UInt64.random(in: 1...999_999)
}
