internal import Files
internal import Synchronization

/// Which of the files that the last build left are as it left them: looked up before it is known what
/// is planned, for to ask for 300,000 files takes half as long as all the rest.
///
/// Nothing is locked yet. So it counts only as long as the manifest is the one that was read, and no
/// build was killed meanwhile: `OutputFolder.open` sees to that.
package struct EarlyLook: Sendable {
  private static let partSize = 2048

  let manifest: Manifest
  /// Of the manifest's file.
  let stamp: FileStamp
  /// For each row of the manifest.
  fileprivate(set) var agrees: [Bool]
  private let output: OpenFolder

  /// Reads the manifest; nothing is looked at yet. Nil without a manifest of this program, or when
  /// something cannot be read: the build will look again, and tell.
  fileprivate init?(_ options: PublishingOptions) {
    guard !options.clean,
      let (manifest, stamp) = ManifestPlace(cache: options.cache, output: options.output)?
        .readWithStamp(program: options.program),
      let output = try? OpenFolder(at: options.output)
    else { return nil }
    self.manifest = manifest
    self.stamp = stamp
    self.output = output
    agrees = []
  }

  /// How many parts there are.
  fileprivate var count: Int { (manifest.rows.count + Self.partSize - 1) / Self.partSize }

  /// May be called from many threads.
  fileprivate func look(at part: Int) -> [Bool] {
    let start = part * Self.partSize
    var stamps = NearStamps(below: output)
    return (start..<min(start + Self.partSize, manifest.rows.count)).map { row in
      let found = manifest.paths.withPath(at: row) {
        isOutputPath($0) ? stamps.stamp(ofFile: $0) : nil
      }
      return found.map(manifest.rows[row].agrees) ?? false
    }
  }
}

/// An early look that is taken bit by bit, by whoever has nothing else to do. Any thread may call it.
package final class EarlyLooker: Sendable {
  private enum State {
    case untouched
    /// `next`: the part that nobody looks at yet.
    case looking(EarlyLook, next: Int, seen: [[Bool]])
    /// There is nothing to look at.
    case nothing
  }

  private let options: PublishingOptions
  private let state = Mutex(State.untouched)

  package init(_ options: PublishingOptions) { self.options = options }

  /// Looks a bit further; false when all has been looked at, or is just being looked at by others.
  package func step() -> Bool {
    guard let (look, part) = begin() else { return false }
    let seen = look.look(at: part)
    state.withLock { state in
      guard case .looking(let look, let next, var parts) = state else { return }
      state = .nothing  // So that the parts are not copied.
      parts[part] = seen
      state = .looking(look, next: next, seen: parts)
    }
    return true
  }

  /// The whole look; what nobody has looked at yet on this thread. To be called when all steps have
  /// come to their ends.
  package func finish() -> EarlyLook? {
    while step() {}
    return state.withLock { state in
      guard case .looking(var look, _, let seen) = state else { return nil }
      look.agrees = Array(seen.joined())
      return look
    }
  }

  /// Takes the next part.
  private func begin() -> (EarlyLook, part: Int)? {
    state.withLock { state in
      if case .untouched = state {
        state = EarlyLook(options).map { .looking($0, next: 0, seen: []) } ?? .nothing
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
  /// What a build comes to that finds all its inputs as the last one did: nil when a file is not as it
  /// was left, or nobody looked.
  package var untouched: Tally? {
    guard let earlyLook, earlyLook.agrees.allSatisfy(\.self), listed == manifest.paths,
      manifest.paths.count > 0
    else { return nil }
    return Tally(
      written: [], kept: manifest.paths.count, removed: [], hadList: true,
      followsCutOff: false, forgotten: nil)
  }
}
