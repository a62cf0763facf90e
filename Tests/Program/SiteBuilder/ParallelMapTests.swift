import Synchronization
import Testing

@testable import Forum
@testable import SiteBuilder

/// Parallel work: the ordered map, pairs of work and background steps.
@Suite struct ParallelMapTests {
  @Test(arguments: 1...3) func resultsStandInTheOrderOfTheItems(jobs: Int) {
    for count in [0, 1, 15, 16, 17, 1000] {
      let squares = ParallelMap(jobs: jobs).run(Array(0..<count), makeWorker: {}) { $1 * $1 }
      #expect(squares == (0..<count).map { $0 * $0 })
    }
  }

  @Test(arguments: 1...3) func whatIsOfferedIsDoneOnce(jobs: Int) {
    let taken = Atomic(0)
    let (sums, second) = ParallelMap(jobs: jobs).run { pairing in
      (0..<500).map { number in
        let (first, second) = pairing.run {
          number
        } and: {
          taken.wrappingAdd(1, ordering: .relaxed)
          return 1000 * number
        }
        return first + second
      }
    } beside: {
      "second"
    } then: {
      false
    }
    #expect(sums == (0..<500).map { 1001 * $0 } && second == "second")
    #expect(taken.load(ordering: .relaxed) == 500)
  }

  @Test(arguments: 1...3) func stepsEndWithTheWorkOrWhenThereAreNoneLeft(jobs: Int) {
    let left = Atomic(100)
    let step = { @Sendable in left.wrappingSubtract(1, ordering: .relaxed).newValue > 0 }
    #expect(ParallelMap(jobs: jobs).run({ _ in "done" }, beside: step) == "done")
    ParallelMap(jobs: jobs).exhaust(step)
    #expect(left.load(ordering: .relaxed) <= 0)
  }
}
