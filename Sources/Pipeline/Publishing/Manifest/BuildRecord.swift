internal import Files
package import Fingerprints

/// The build record: a fingerprint of the inputs of the last complete build. If the next build
/// has the same inputs and finds the output unchanged, it has nothing to do.
///
/// Like the manifest, the record is only a cache. It is valid only while the manifest file is the
/// one that the same build wrote.
package struct BuildRecord: Hashable, Sendable {
  /// Fingerprint of everything that the build read, and of its options.
  package let inputs: Fingerprint
  package let threads: Int
  package let posts: Int
  /// Number of published files that are not part of the search index.
  package let pages: Int

  package init(inputs: Fingerprint, threads: Int, posts: Int, pages: Int) {
    self.inputs = inputs
    self.threads = threads
    self.posts = posts
    self.pages = pages
  }

  /// Returns nil if there is no valid record.
  package static func read(_ options: PublishingOptions) -> BuildRecord? {
    guard !options.clean,
      let place = ManifestLocation(cache: options.cache, output: options.output),
      let manifest = place.manifestStamp,
      let bytes = try? OpenFolder(at: place.cache).read(place.seal, limit: 4096).bytes
    else { return nil }
    return BuildRecord(bytes, head: head(options, manifest))
  }

  /// Writes the record unless the stored one is equal. Must be called while the output folder is
  /// locked. Errors are ignored, because a missing record only makes the next build slower.
  package func write(_ options: PublishingOptions) {
    guard let place = ManifestLocation(cache: options.cache, output: options.output),
      let manifest = place.manifestStamp, BuildRecord.read(options) != self
    else { return }
    let bytes = bytes(head: Self.head(options, manifest))
    _ = try? OpenFolder(at: place.cache).write(bytes, to: place.seal)
  }
}

/// File format. All numbers are 8 bytes long and little-endian: magic, version, the program's
/// fingerprint, the manifest file's size, times and inode, the fingerprint of the inputs, the
/// numbers of threads, posts and pages, a checksum.
extension BuildRecord {
  private static func head(_ options: PublishingOptions, _ manifest: FileStamp) -> [UInt64] {
    [
      0x4C41_4553_4D55_5246, 2, options.program.high, options.program.low,
      UInt64(bitPattern: manifest.size), UInt64(bitPattern: manifest.modified),
      UInt64(bitPattern: manifest.changed), manifest.inode,
    ]
  }

  private func bytes(head: [UInt64]) -> [UInt8] {
    var words = head + [inputs.high, inputs.low]
    words += [threads, posts, pages].map { UInt64(bitPattern: Int64($0)) }
    let bytes = words.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
    return bytes + withUnsafeBytes(of: checksum(of: bytes).littleEndian, Array.init)
  }

  private init?(_ bytes: [UInt8], head: [UInt64]) {
    let words = stride(from: 0, to: bytes.count & ~7, by: 8).map { start in
      bytes[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    guard bytes.count == 8 * (head.count + 6), words.starts(with: head),
      words.last == checksum(of: Array(bytes.dropLast(8)))
    else { return nil }
    let rest = words[head.count...]
    self.init(
      inputs: Fingerprint(high: rest[head.count], low: rest[head.count + 1]),
      threads: Int(truncatingIfNeeded: rest[head.count + 2]),
      posts: Int(truncatingIfNeeded: rest[head.count + 3]),
      pages: Int(truncatingIfNeeded: rest[head.count + 4]))
  }
}
