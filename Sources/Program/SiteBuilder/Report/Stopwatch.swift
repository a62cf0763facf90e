/// Measures how long each stage takes. The results have no effect on the build.
struct Stopwatch {
  private(set) var laps: [(stage: String, seconds: Double)] = []
  private var last = ContinuousClock.now

  mutating func lap(_ stage: String) {
    let now = ContinuousClock.now
    let (seconds, attoseconds) = (now - last).components
    laps.append((stage, Double(seconds) + Double(attoseconds) / 1e18))
    last = now
  }
}
