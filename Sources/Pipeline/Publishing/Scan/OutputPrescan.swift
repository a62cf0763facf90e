internal import Files
internal import Synchronization

/// Result of the output prescan: which files are still as the last build left them. The prescan
/// runs before the plan is known, because checking 300,000 files takes long and can use threads
/// that would otherwise be idle.
///
/// The prescan takes no lock. `OutputFolder.open` therefore ignores its result if the manifest
/// has changed since, or if a build was killed since.
package struct OutputPrescan: Sendable {
  private static let partSize = 2048

  let manifest: Manifest
  /// Stamp of the manifest file.
  let stamp: FileStamp
  /// Whether the file is unchanged, for each row of the manifest.
  fileprivate(set) var matchesManifest: [Bool]
  private let output: OpenFolder

  /// Reads the manifest, but does not check any file yet. Returns nil without a manifest of this
  /// program, or if something cannot be read. In the latter case the output scan reports the
  /// error.
  fileprivate init?(_ options: PublishingOptions) {
    guard !options.isClean,
      let (manifest, stamp) = ManifestLocation(cache: options.cache, output: options.output)?
        .readWithStamp(program: options.program),
      let output = try? OpenFolder(at: options.output)
    else { return nil }
    self.manifest = manifest
    self.stamp = stamp
    self.output = output
    matchesManifest = []
  }

  /// Number of parts.
  fileprivate var count: Int { (manifest.rows.count + Self.partSize - 1) / Self.partSize }

  /// Checks the files of one part. Safe to call from many threads.
  fileprivate func scan(part: Int) -> [Bool] {
    let start = part * Self.partSize
    var statReader = OutputStatReader(below: output)
    return (start..<min(start + Self.partSize, manifest.rows.count)).map { row in
      let found = manifest.paths.withPath(at: row) {
        isOutputPath($0) ? statReader.stamp(ofFile: $0) : nil
      }
      return found.map(manifest.rows[row].agrees) ?? false
    }
  }
}

/// Runs the output prescan in small steps, on idle threads. Safe to use from any thread.
package final class PrescanTask: Sendable {
  private enum State {
    case notStarted
    /// `next`: the first part that no thread has begun.
    case scanning(OutputPrescan, next: Int, results: [[Bool]])
    /// There is no manifest to check the files against.
    case unavailable
  }

  private let options: PublishingOptions
  private let state = Mutex(State.notStarted)

  package init(_ options: PublishingOptions) { self.options = options }

  /// Checks the next part. Returns false if all parts have been begun or there is nothing to
  /// check.
  package func scanNext() -> Bool {
    guard let (prescan, part) = claimNextPart() else { return false }
    let results = prescan.scan(part: part)
    state.withLock { state in
      guard case .scanning(let prescan, let next, var parts) = state else { return }
      state = .unavailable  // Avoids copying `parts`.
      parts[part] = results
      state = .scanning(prescan, next: next, results: parts)
    }
    return true
  }

  /// Checks the remaining parts on this thread and returns the complete result. Returns nil if
  /// there is nothing to check. Must not be called while another thread is in `scanNext`.
  package func finish() -> OutputPrescan? {
    while scanNext() {}
    return state.withLock { state in
      guard case .scanning(var prescan, _, let results) = state else { return nil }
      prescan.matchesManifest = Array(results.joined())
      return prescan
    }
  }

  /// Claims the next part for this thread.
  private func claimNextPart() -> (OutputPrescan, part: Int)? {
    state.withLock { state in
      if case .notStarted = state {
        state = OutputPrescan(options).map { .scanning($0, next: 0, results: []) } ?? .unavailable
      }
      guard case .scanning(let prescan, let next, var results) = state, next < prescan.count else {
        return nil
      }
      state = .unavailable
      results.append([])
      state = .scanning(prescan, next: next + 1, results: results)
      return (prescan, next)
    }
  }
}
