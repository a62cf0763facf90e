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
  fileprivate(set) var agrees: [Bool]
  private let output: OpenFolder

  /// Reads the manifest, but does not check any file yet. Returns nil without a manifest of this
  /// program, or if something cannot be read. In the latter case the output scan reports the
  /// error.
  fileprivate init?(_ options: PublishingOptions) {
    guard !options.clean,
      let (manifest, stamp) = ManifestLocation(cache: options.cache, output: options.output)?
        .readWithStamp(program: options.program),
      let output = try? OpenFolder(at: options.output)
    else { return nil }
    self.manifest = manifest
    self.stamp = stamp
    self.output = output
    agrees = []
  }

  /// Number of parts.
  fileprivate var count: Int { (manifest.rows.count + Self.partSize - 1) / Self.partSize }

  /// Checks the files of one part. Safe to call from many threads.
  fileprivate func look(at part: Int) -> [Bool] {
    let start = part * Self.partSize
    var stamps = OutputStatReader(below: output)
    return (start..<min(start + Self.partSize, manifest.rows.count)).map { row in
      let found = manifest.paths.withPath(at: row) {
        isOutputPath($0) ? stamps.stamp(ofFile: $0) : nil
      }
      return found.map(manifest.rows[row].agrees) ?? false
    }
  }
}

/// Runs the output prescan in small steps, on idle threads. Safe to use from any thread.
package final class PrescanTask: Sendable {
  private enum State {
    case untouched
    /// `next`: the first part that no thread has begun.
    case looking(OutputPrescan, next: Int, seen: [[Bool]])
    /// There is no manifest to check the files against.
    case nothing
  }

  private let options: PublishingOptions
  private let state = Mutex(State.untouched)

  package init(_ options: PublishingOptions) { self.options = options }

  /// Checks the next part. Returns false if all parts have been begun or there is nothing to
  /// check.
  package func step() -> Bool {
    guard let (look, part) = begin() else { return false }
    let seen = look.look(at: part)
    state.withLock { state in
      guard case .looking(let look, let next, var parts) = state else { return }
      state = .nothing  // Avoids copying `parts`.
      parts[part] = seen
      state = .looking(look, next: next, seen: parts)
    }
    return true
  }

  /// Checks the remaining parts on this thread and returns the complete result. Returns nil if
  /// there is nothing to check. Must not be called while another thread is in `step`.
  package func finish() -> OutputPrescan? {
    while step() {}
    return state.withLock { state in
      guard case .looking(var look, _, let seen) = state else { return nil }
      look.agrees = Array(seen.joined())
      return look
    }
  }

  /// Claims the next part for this thread.
  private func begin() -> (OutputPrescan, part: Int)? {
    state.withLock { state in
      if case .untouched = state {
        state = OutputPrescan(options).map { .looking($0, next: 0, seen: []) } ?? .nothing
      }
      guard case .looking(let look, let next, var seen) = state, next < look.count else {
        return nil
      }
      state = .nothing
      seen.append([])
      state = .looking(look, next: next + 1, seen: seen)
      return (look, next)
    }
  }
}

extension OutputFolder {
  /// Result of a build that finds all inputs as the last build did. Nil if a published file has
  /// changed, or if there was no prescan.
  package var untouched: PublishResult? {
    guard let earlyLook, earlyLook.agrees.allSatisfy(\.self), listed == manifest.paths,
      manifest.paths.count > 0
    else { return nil }
    return PublishResult(
      written: [], kept: manifest.paths.count, removed: [], hadList: true,
      followsCutOff: false, forgotten: nil)
  }
}
