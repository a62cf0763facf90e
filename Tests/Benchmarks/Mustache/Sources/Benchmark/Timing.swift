struct Failure: Error, CustomStringConvertible {
  let what: String
  var description: String { what }
}

/// Returns the mean time of `count` runs. Adds up the results of `render`, so that the optimizer
/// cannot remove the work.
func microseconds(runs count: Int, _ render: () -> Int) -> Double {
  var sum = 0
  let time = ContinuousClock().measure {
    for _ in 0..<count { sum &+= render() }
  }
  precondition(sum > 0)
  return time / .microseconds(1) / Double(count)
}

func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }

/// Rounds to one decimal place.
func rounded(_ number: Double) -> Double { (number * 10).rounded() / 10 }
