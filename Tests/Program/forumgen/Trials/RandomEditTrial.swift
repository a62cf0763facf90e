import Testing

/// Whatever is edited, and whatever happens to the publish folder and the cache: the next build makes
/// what a clean one makes; one with errors touches nothing.
@Suite struct RandomEditTrial {
  /// Two rows side by side, for there are two cores.
  @Test(arguments: 0..<2) func twoHundredEdits(row: UInt64) throws {
    let seed = SplitMix64.seedOfThisRun &+ row
    print("random edits: seed \(seed) (FORUMGEN_SEED=\(SplitMix64.seedOfThisRun) repeats it)")
    let trial = try Trial(seed: seed)
    for step in 1...100 { try trial.step(step) }
    print("random edits: seed \(seed), \(trial.refusals) of 100 were refused")
    #expect(trial.refusals < 60, "most edits have to come through")
  }
}
