import Dispatch
import Forum
import Synchronization

/// The one place that starts parallel work: an ordered, bounded map. No stage knows of it.
///
/// `makeWorker` makes what a worker keeps for itself; `work` gets it with each item. Results come
/// back in the order of the items, whatever `jobs` is. The first failure, in the order of the items
/// that were begun, ends the whole.
struct ParallelMap: Sendable {
  let jobs: Int

  /// `batch`: so many items are taken at once: small enough to share the work evenly, large enough that
  /// taking them costs nothing.
  func run<Item: Sendable, Worker, Result: Sendable, Failure: Error>(
    _ items: [Item], batch size: Int = 16, makeWorker: @Sendable () -> Worker,
    _ work: @Sendable (Worker, Item) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    let count = (items.count + size - 1) / size
    let state = Mutex(State<Result, Failure>(batches: count))
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
      let worker = makeWorker()
      while let batch = state.withLock({ $0.take() }) {
        let range = batch * size..<min((batch + 1) * size, items.count)
        let results = Self.results(items[range], worker, work)
        state.withLock { $0.put(results, at: batch) }
      }
    }
    return try state.withLock { state in
      defer { state = State(batches: 0) }
      return state
    }.merged(expecting: items.count)
  }

  /// `first`; with more than one job another thread does `second` meanwhile, then what `first` offers it,
  /// and in between one `step` after the other.
  func run<First: Sendable, Second: Sendable>(
    _ first: @Sendable (Pairing) -> First, beside second: @Sendable () -> Second,
    then step: @Sendable () -> Bool
  ) -> (First, Second) {
    guard jobs > 1 else { return (first(.inTurn), second()) }
    let hand = SpareHand()
    let results = Mutex<(First?, Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      if index == 0 {
        let result = first(hand.pairing)
        results.withLock { $0.0 = result }
        hand.close()
      } else {
        let result = second()
        results.withLock { $0.1 = result }
        hand.serve(step)
      }
    }
    let done = results.withLock { $0 }
    return (done.0 ?? first(.inTurn), done.1 ?? second())
  }

  /// `first`, and beside it what it offers, and the steps.
  func run<First: Sendable>(
    _ first: @Sendable (Pairing) -> First, beside step: @Sendable () -> Bool
  ) -> First {
    run(first, beside: {}, then: step).0
  }

  /// All steps, until there are none left.
  func exhaust(_ step: @Sendable () -> Bool) {
    DispatchQueue.concurrentPerform(iterations: max(1, jobs)) { _ in
      while step() {}
    }
  }

  private static func results<Item, Worker, Result, Failure: Error>(
    _ items: ArraySlice<Item>, _ worker: Worker,
    _ work: (Worker, Item) throws(Failure) -> Result
  ) -> Swift.Result<[Result], Failure> {
    do throws(Failure) {
      var results: [Result] = []
      results.reserveCapacity(items.count)
      for item in items { results.append(try work(worker, item)) }
      return .success(results)
    } catch {
      return .failure(error)
    }
  }
}

extension Range<Int> {
  /// The range in parts of at most so many: for work that is too little to be taken one by one.
  func parts(of size: Int) -> [Range<Int>] {
    stride(from: lowerBound, to: upperBound, by: size).map {
      $0..<Swift.min($0 + size, upperBound)
    }
  }
}

/// Which batches are taken, and what came of them.
private struct State<Result: Sendable, Failure: Error>: Sendable {
  private var order: Stretches
  private var hasFailed = false
  private var batches: [Swift.Result<[Result], Failure>?]

  init(batches count: Int) {
    order = Stretches(count: count)
    batches = Array(repeating: nil, count: count)
  }

  /// Nil when all are taken, or one failed.
  mutating func take() -> Int? {
    hasFailed ? nil : order.next()
  }

  mutating func put(_ results: Swift.Result<[Result], Failure>, at batch: Int) {
    batches[batch] = results
    if case .failure = results { hasFailed = true }
  }

  /// Each batch is let go of as soon as it is taken over, so that its results are moved, not copied.
  consuming func merged(expecting count: Int) throws(Failure) -> [Result] {
    var merged: [Result] = []
    merged.reserveCapacity(count)
    for index in batches.indices {
      guard let batch = batches[index] else { continue }
      batches[index] = nil
      merged += try batch.get()
    }
    return merged
  }
}

/// Goes through numbers in stretches, one number of each in turn.
///
/// Workers that took neighbours would make files in one folder at the same time, and each wait for
/// its lock while the other has it.
private struct Stretches: IteratorProtocol {
  private static let most = 8

  private let count: Int
  /// The numbers in a stretch; the last ones may have fewer.
  private let length: Int
  private var row = 0
  private var stretch = 0

  init(count: Int) {
    self.count = count
    length = max(1, (count + Self.most - 1) / Self.most)
  }

  mutating func next() -> Int? {
    while row < length {
      let number = stretch * length + row
      stretch += 1
      if number < count { return number }
      (row, stretch) = (row + 1, 0)
    }
    return nil
  }
}
