import Deployment
import Files

/// Result of a verification: whether the output folder is the same as a clean build.
package struct VerificationReport: Sendable {
  package enum Outcome: Sendable {
    /// All files are the same. The value is their number.
    case same(Int)
    case failed(messages: [String])
  }

  package let outcome: Outcome
  package let timings: [(stage: String, seconds: Double)]
}

extension SiteBuild {
  /// Builds the site again with the same options, in a temporary folder and without a cache.
  /// Compares every path and byte with the output folder. Removes the temporary folder in any
  /// case.
  ///
  /// Call it after a build that published, and after the report of that build is freed, so that
  /// only one forum is in memory at a time.
  package static func verify(_ options: BuildOptions) -> VerificationReport {
    var stopwatch = Stopwatch()
    do throws(FileError) {
      let files = try compare(options, &stopwatch)
      return VerificationReport(outcome: .same(files), timings: stopwatch.laps)
    } catch {
      return VerificationReport(outcome: .failed(messages: error.messages), timings: stopwatch.laps)
    }
  }

  private static func compare(
    _ options: BuildOptions, _ stopwatch: inout Stopwatch
  ) throws(FileError) -> Int {
    let folder = try VerificationFolder(beside: options.output)
    let result = Result { () throws(FileError) in
      try buildClean(options.forCleanBuild(at: folder.path))
      stopwatch.lap("clean build")
      return try compare(options, with: folder)
    }
    stopwatch.lap("comparison")
    let removal = Result { () throws(FileError) in try folder.remove() }
    stopwatch.lap("removal of the clean build")
    try FileError.throwAll([result.error, removal.error].compactMap(\.self))
    return try result.get()
  }

  private static func buildClean(_ options: BuildOptions) throws(FileError) {
    var build = SiteBuild(options)
    guard case .published = try build.runPipeline() else {
      throw FileError(
        path: options.content,
        explanation: "the content changed during the verification; build again")
    }
  }

  private static func compare(
    _ options: BuildOptions, with folder: VerificationFolder
  ) throws(FileError) -> Int {
    let comparison = try SiteComparison(published: options.output, clean: folder.path)
    let counter = options.counter(.comparing, of: comparison.count)
    let differences = try ParallelMap(jobs: options.jobs).run(
      Array(0..<comparison.count), makeWorker: {}
    ) { (_, index) throws(FileError) in
      defer { counter?.add(1) }
      return try comparison.difference(at: index)
    }
    try throwFirst(of: differences.compactMap(\.self), in: options.output)
    return differences.count
  }

  private static func throwFirst(
    of differences: [Difference], in output: String
  ) throws(FileError) {
    guard let first = differences.first else { return }
    let others = differences.count - 1
    let more = others == 0 ? "" : ", and \(others) more \(others == 1 ? "file" : "files")"
    throw FileError(
      path: output,
      explanation:
        "\(output) differs from a clean build: \(first.message)\(more); build again with --clean")
  }
}

extension Result {
  fileprivate var error: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}

extension BuildOptions {
  fileprivate func forCleanBuild(at path: String) -> BuildOptions {
    var options = self
    options.output = path
    options.cache = nil
    options.changeListsPath = nil
    options.isClean = true
    options.adoptsFolder = false
    if let progress { options.progress = { progress($0.ofCleanBuild) } }
    return options
  }
}
