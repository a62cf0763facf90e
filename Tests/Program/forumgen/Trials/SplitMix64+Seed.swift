import Foundation
import TestSupport

extension SplitMix64 {
  /// FORUMGEN_SEED, to repeat a trial that failed; else another one on each run.
  static let seedOfThisRun: UInt64 =
    ProcessInfo.processInfo.environment["FORUMGEN_SEED"].flatMap(UInt64.init)
    ?? UInt64.random(in: 1...999_999)
}
