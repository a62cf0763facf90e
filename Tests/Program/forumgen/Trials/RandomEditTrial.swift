import TestSupport
import Testing

/// Whatever is edited, and whatever happens to the publish folder and the cache: the next build makes
/// what a clean one makes; one with errors touches nothing.
@Suite struct RandomEditTrial {
  /// Two rows side by side, for there are two cores; the shorter one on the disk, where an inode and a
  /// tick of the clock soon come again.
  @Test(arguments: [60, 140]) func twoHundredEdits(steps: Int) throws {
    let seed = SplitMix64.seedOfThisRun &+ UInt64(steps)
    print("random edits: seed \(seed) (FORUMGEN_SEED=\(SplitMix64.seedOfThisRun) repeats it)")
    let trial = try Trial(seed: seed, inMemory: steps > 100)
    for step in 1...steps { try trial.step(step) }
    print("random edits: seed \(seed), \(trial.refusals) of \(steps) were refused")
    #expect(trial.refusals < steps / 2, "most edits have to come through")
  }
}
