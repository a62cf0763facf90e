internal import Files
package import Fingerprints

/// The build record: a fingerprint of the inputs of the last complete build. If the next build
/// has the same inputs and finds the output unchanged, it has nothing to do.
///
/// Like the manifest, the record is only a cache. It is valid only while the manifest file is the
/// one that the same build wrote.
package struct BuildRecord: Hashable, Sendable {
  /// Fingerprint of everything that the build read, and of its options.
  package let inputFingerprint: Fingerprint
  package let threads: Int
  package let posts: Int
  /// Number of published files that are not part of the search index.
  package let pages: Int

  package init(inputFingerprint: Fingerprint, threads: Int, posts: Int, pages: Int) {
    self.inputFingerprint = inputFingerprint
    self.threads = threads
    self.posts = posts
    self.pages = pages
  }

  /// Returns nil if there is no valid record.
  package static func read(_ options: PublishingOptions) -> BuildRecord? {
    guard !options.isClean,
      let location = ManifestLocation(cache: options.cache, output: options.output),
      let manifest = location.manifestStamp,
      let bytes = try? OpenFolder(at: location.cache).read(location.buildRecord, limit: 4096).bytes
    else { return nil }
    return BuildRecord(bytes, header: header(options, manifest))
  }

  /// Writes the record unless the stored one is equal. Must be called while the output folder is
  /// locked. Errors are ignored, because a missing record only makes the next build slower.
  package func write(_ options: PublishingOptions) {
    guard let location = ManifestLocation(cache: options.cache, output: options.output),
      let manifest = location.manifestStamp, BuildRecord.read(options) != self
    else { return }
    let bytes = bytes(header: Self.header(options, manifest))
    _ = try? OpenFolder(at: location.cache).write(bytes, to: location.buildRecord)
  }
}

/// File format. All numbers are 8 bytes long and little-endian: magic, version, the program's
/// fingerprint, the manifest file's size, times and inode, the fingerprint of the inputs, the
/// numbers of threads, posts and pages, a checksum.
extension BuildRecord {
  private static func header(_ options: PublishingOptions, _ manifest: FileStamp) -> [UInt64] {
    [
      0x4C41_4553_4D55_5246, 2, options.program.high, options.program.low,
      UInt64(bitPattern: manifest.size), UInt64(bitPattern: manifest.modified),
      UInt64(bitPattern: manifest.changed), manifest.inode,
    ]
  }

  private func bytes(header: [UInt64]) -> [UInt8] {
    var words = header + [inputFingerprint.high, inputFingerprint.low]
    words += [threads, posts, pages].map { UInt64(bitPattern: Int64($0)) }
    let bytes = words.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
    return bytes + withUnsafeBytes(of: checksum(of: bytes).littleEndian, Array.init)
  }

  private init?(_ bytes: [UInt8], header: [UInt64]) {
    let words = stride(from: 0, to: bytes.count & ~7, by: 8).map { start in
      bytes[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    guard bytes.count == 8 * (header.count + 6), words.starts(with: header),
      words.last == checksum(of: Array(bytes.dropLast(8)))
    else { return nil }
    let rest = words[header.count...]
    self.init(
      inputFingerprint: Fingerprint(high: rest[header.count], low: rest[header.count + 1]),
      threads: Int(truncatingIfNeeded: rest[header.count + 2]),
      posts: Int(truncatingIfNeeded: rest[header.count + 3]),
      pages: Int(truncatingIfNeeded: rest[header.count + 4]))
  }
}
