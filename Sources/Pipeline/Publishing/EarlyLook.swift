internal import Files

/// Which of the files that the last build left are as it left them: looked up while the forum is still
/// being made, for to ask for 300,000 files takes half as long as all the rest.
///
/// Nothing is locked yet. So it counts only as long as the manifest is the one that was read, and no
/// build was killed meanwhile: `OutputFolder.open` sees to that.
package struct EarlyLook: Sendable {
  let manifest: Manifest
  /// Of the manifest's file.
  let stamp: FileStamp
  /// For each row of the manifest.
  let agrees: [Bool]

  /// Nil without a manifest of this program, or when something cannot be read: the build will look
  /// again, and tell.
  package static func take(_ options: PublishingOptions) -> EarlyLook? {
    guard !options.clean,
      let (manifest, stamp) = ManifestPlace(cache: options.cache, output: options.output)?
        .readWithStamp(program: options.program),
      let output = try? OpenFolder(at: options.output)
    else { return nil }
    let agrees = manifest.rows.indices.map { row in
      guard let path = OutputPath(manifest.paths.text(at: row)),
        case .file(let stamp)? = try? output.entry(at: path)
      else { return false }
      return manifest.rows[row].agrees(with: stamp)
    }
    return EarlyLook(manifest: manifest, stamp: stamp, agrees: agrees)
  }
}
