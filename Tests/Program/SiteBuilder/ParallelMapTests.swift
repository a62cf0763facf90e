import Synchronization
import Testing

@testable import Forum
@testable import SiteBuilder

/// Parallel work: the ordered map, pairs of work and background steps.
@Suite struct ParallelMapTests {
  @Test(arguments: 1...3) func resultsAreInItemOrder(jobs: Int) {
    for count in [0, 1, 15, 16, 17, 1000] {
      let squares = ParallelMap(jobs: jobs).run(Array(0..<count), makeWorker: {}) { $1 * $1 }
      #expect(squares == (0..<count).map { $0 * $0 })
    }
  }

  @Test(arguments: 1...3) func pairedWorkRunsOnce(jobs: Int) {
    let taken = Atomic(0)
    let (sums, second) = ParallelMap(jobs: jobs).runConcurrently { pair in
      (0..<500).map { number in
        let (first, second) = pair.run {
          number
        } and: {
          taken.wrappingAdd(1, ordering: .relaxed)
          return 1000 * number
        }
        return first + second
      }
    } and: {
      "second"
    } thenDrain: {
      false
    }
    #expect(sums == (0..<500).map { 1001 * $0 } && second == "second")
    #expect(taken.load(ordering: .relaxed) == 500)
  }

  @Test(arguments: 1...3) func backgroundStepsEndWithTheWork(jobs: Int) {
    let remaining = Atomic(100)
    let step = { @Sendable in remaining.wrappingSubtract(1, ordering: .relaxed).newValue > 0 }
    #expect(ParallelMap(jobs: jobs).runConcurrently({ _ in "done" }, draining: step) == "done")
    ParallelMap(jobs: jobs).drain(step)
    #expect(remaining.load(ordering: .relaxed) <= 0)
  }
}
