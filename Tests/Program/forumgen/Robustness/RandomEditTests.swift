import TestSupport
import Testing

/// After any edit of the content, the output folder and the cache, the next build equals a clean
/// build. A build with errors changes nothing.
@Suite struct RandomEditTests {
  /// The shorter run is on a disk, because a disk's file system reuses inode numbers of removed
  /// files.
  ///
  /// This test is slow, because each of the 200 edits is followed by an incremental and a clean
  /// build.
  @Test(arguments: [60, 140]) func twoHundredEdits(steps: Int) throws {
    let seed = SplitMix64.seedOfThisRun &+ UInt64(steps)
    print("random edits: seed \(seed) (FORUMGEN_SEED=\(SplitMix64.seedOfThisRun) repeats it)")
    let run = try RandomEditRun(seed: seed, on: steps > 100 ? .memory : .disk)
    for step in 1...steps { try run.step(step) }
    print("random edits: seed \(seed), \(run.refusals) of \(steps) were refused")
    #expect(run.refusals < steps / 2, "most edits must be accepted")
  }
}
