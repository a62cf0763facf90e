package import Content
import Files
package import Fingerprints

extension ContentTree {
  /// Returns a fingerprint of all content files and of `assets`, computed from their stamps.
  ///
  /// Nil if a thread has errors, if a file cannot be found, or if a file changed so shortly
  /// before the build began that another change could leave the same stamp.
  ///
  /// - Parameter buildStart: the time at which the build began, by `SurveyCache.currentFileTime`.
  package func fingerprint(
    _ threads: [SurveyedThread], assets: [VerbatimFile], buildStart: Int64
  ) -> Fingerprint? {
    guard let files = (try? OpenFolder(at: folder.path)).map(DirectoryHandleCache.init) else {
      return nil
    }
    var hasher = Fingerprinter()
    for path in smallFiles {
      guard let stamp = files.stamp(ofFile: path).map(SourceStamp.init),
        stamp.isSettled(at: buildStart)
      else { return nil }
      hasher.combine(path, stamp)
    }
    for file in staticFiles + assets {
      guard file.stamp.isSettled(at: buildStart) else { return nil }
      hasher.combine(file.path, file.stamp)
    }
    for thread in threads {
      guard let summary = thread.summary, summary.stamp.isSettled(at: buildStart) else {
        return nil
      }
      hasher.combine(summary.path, summary.stamp)
    }
    return hasher.fingerprint()
  }
}

extension Fingerprinter {
  fileprivate mutating func combine(_ path: String, _ stamp: SourceStamp) {
    combine(path)
    for number in [stamp.stamp.size, stamp.stamp.modified, stamp.stamp.changed] {
      combine(Int(number))
    }
    combine(Int(bitPattern: UInt(stamp.stamp.inode)))
  }
}
