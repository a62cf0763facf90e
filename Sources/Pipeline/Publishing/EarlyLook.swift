internal import Files

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
  private(set) var agrees: [Bool] = []
  private let output: OpenFolder

  /// The whole look, on one thread. Nil without a manifest of this program, or when something cannot
  /// be read: the build will look again, and tell.
  package static func take(_ options: PublishingOptions) -> EarlyLook? {
    guard let early = EarlyLook(options) else { return nil }
    return early.taking((0..<early.count).map(early.look))
  }

  /// Reads the manifest; nothing is looked at yet.
  package init?(_ options: PublishingOptions) {
    guard !options.clean,
      let (manifest, stamp) = ManifestPlace(cache: options.cache, output: options.output)?
        .readWithStamp(program: options.program),
      let output = try? OpenFolder(at: options.output)
    else { return nil }
    self.manifest = manifest
    self.stamp = stamp
    self.output = output
  }

  /// How many parts there are.
  package var count: Int { (manifest.rows.count + Self.partSize - 1) / Self.partSize }

  /// May be called from many threads.
  package func look(at part: Int) -> [Bool] {
    let start = part * Self.partSize
    return (start..<min(start + Self.partSize, manifest.rows.count)).map { row in
      guard let path = OutputPath(manifest.paths.text(at: row)),
        case .file(let stamp)? = try? output.entry(at: path)
      else { return false }
      return manifest.rows[row].agrees(with: stamp)
    }
  }

  /// With what was seen in all parts, in their order.
  package func taking(_ parts: [[Bool]]) -> EarlyLook {
    var early = self
    early.agrees = Array(parts.joined())
    return early
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
