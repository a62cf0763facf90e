import TestSupport
import Testing

/// Whatever is edited, and whatever happens to the publish folder and the cache: the next build makes
/// what a clean one makes; one with errors touches nothing.
@Suite struct RandomEditTrial {
  /// The shorter row is on a disk, because a disk's file system gives the number of a removed inode to the
  /// next file.
  ///
  /// Takes 20 to 40 s, because each of the 200 edits that the README promises is followed by a build and,
  /// to compare, by another one from nothing.
  @Test(arguments: [60, 140]) func twoHundredEdits(steps: Int) throws {
    let seed = SplitMix64.seedOfThisRun &+ UInt64(steps)
    print("random edits: seed \(seed) (FORUMGEN_SEED=\(SplitMix64.seedOfThisRun) repeats it)")
    let trial = try Trial(seed: seed, on: steps > 100 ? .memory : .disk)
    for step in 1...steps { try trial.step(step) }
    print("random edits: seed \(seed), \(trial.refusals) of \(steps) were refused")
    #expect(trial.refusals < steps / 2, "most edits have to come through")
  }
}
