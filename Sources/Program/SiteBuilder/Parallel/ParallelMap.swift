import Dispatch
import Synchronization

/// An ordered, bounded parallel map. All parallel work of a build starts in this file.
///
/// `makeWorker` creates one worker for each system thread. The worker is passed to `work` with
/// each item. Results are in the order of the items, whatever `jobs` is. After a failure no
/// further batch starts. Of several failures, the one of the first item is thrown.
struct ParallelMap: Sendable {
  let jobs: Int

  /// `batch`: number of items that a thread takes at once. Small batches balance the work, large
  /// ones reduce the cost of taking them.
  func run<Item: Sendable, Worker, Result: Sendable, Failure: Error>(
    _ items: [Item], batch size: Int = 16, makeWorker: @Sendable () -> Worker,
    _ work: @Sendable (Worker, Item) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    let count = (items.count + size - 1) / size
    let state = Mutex(BatchResults<Result, Failure>(batches: count))
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
      let worker = makeWorker()
      while let batch = state.withLock({ $0.take() }) {
        let range = batch * size..<min((batch + 1) * size, items.count)
        let results = Self.results(items[range], worker, work)
        state.withLock { $0.store(results, at: batch) }
      }
    }
    return try state.withLock { state in
      defer { state = BatchResults(batches: 0) }
      return state
    }.merged(expecting: items.count)
  }

  /// Runs `first` on one thread and `second` on another.
  ///
  /// After `second`, the second thread runs the jobs that `first` passes to its `ConcurrentPair`.
  /// While there are none, it calls `step` until that returns false. With one job, runs `first` and
  /// `second` one after the other, without any steps.
  func runConcurrently<First: Sendable, Second: Sendable>(
    _ first: @Sendable (ConcurrentPair) -> First, and second: @Sendable () -> Second,
    thenDrain step: @Sendable () -> Bool
  ) -> (First, Second) {
    guard jobs > 1 else { return (first(.sequential), second()) }
    let helper = HelperThread()
    let results = Mutex<(First?, Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      if index == 0 {
        let result = first(helper.pair)
        results.withLock { $0.0 = result }
        helper.close()
      } else {
        let result = second()
        results.withLock { $0.1 = result }
        helper.runLoop(background: step)
      }
    }
    let done = results.withLock { $0 }
    return (done.0 ?? first(.sequential), done.1 ?? second())
  }

  /// Runs `first`. Meanwhile, a second thread runs the jobs that `first` passes to its
  /// `ConcurrentPair`, and calls `step` while there are none. With one job, runs only `first`.
  func runConcurrently<First: Sendable>(
    _ first: @Sendable (ConcurrentPair) -> First, draining step: @Sendable () -> Bool
  ) -> First {
    runConcurrently(first, and: {}, thenDrain: step).0
  }

  /// Calls `step` on all threads until it returns false.
  func drain(_ step: @Sendable () -> Bool) {
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
  /// Splits the range into parts of at most `size` elements, for items that are too small to be
  /// distributed one by one.
  func parts(of size: Int) -> [Range<Int>] {
    stride(from: lowerBound, to: upperBound, by: size).map {
      $0..<Swift.min($0 + size, upperBound)
    }
  }
}

/// The batches that were taken, and their results.
private struct BatchResults<Result: Sendable, Failure: Error>: Sendable {
  private var order: StripedOrder
  private var hasFailed = false
  private var batches: [Swift.Result<[Result], Failure>?]

  init(batches count: Int) {
    order = StripedOrder(count: count)
    batches = Array(repeating: nil, count: count)
  }

  /// Returns the next batch, or nil if all are taken or one has failed.
  mutating func take() -> Int? {
    hasFailed ? nil : order.next()
  }

  mutating func store(_ results: Swift.Result<[Result], Failure>, at batch: Int) {
    batches[batch] = results
    if case .failure = results { hasFailed = true }
  }

  /// Releases each batch after its results are appended, which limits peak memory.
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

/// Visits the numbers below `count` in stripes: the first number of each stripe, then the second
/// of each, and so on.
///
/// Adjacent batches often write into the same folder. Threads that took adjacent batches would
/// wait for each other's lock on that folder.
private struct StripedOrder: IteratorProtocol {
  private static let maximumStripes = 8

  private let count: Int
  /// Numbers in a stripe. The last stripes may have fewer.
  private let stripeLength: Int
  private var row = 0
  private var stripe = 0

  init(count: Int) {
    self.count = count
    stripeLength = max(1, (count + Self.maximumStripes - 1) / Self.maximumStripes)
  }

  mutating func next() -> Int? {
    while row < stripeLength {
      let number = stripe * stripeLength + row
      stripe += 1
      if number < count { return number }
      (row, stripe) = (row + 1, 0)
    }
    return nil
  }
}
