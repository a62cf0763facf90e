internal import Glibc

/// Reads files below a folder for one worker that accesses them mostly folder by folder.
///
/// The last few folders stay open, because resolving a long path in each system call is slow.
/// Symbolic links are followed, as by `readFile`.
package final class DirectoryHandleCache {
  private let root: OpenFolder
  private var cached: [(path: [UInt8], folder: OpenFolder)] = []
  private var oldest = 0

  /// Number of folders kept open. It is low because each worker has its own cache, and a process
  /// may open only about 1,000 files.
  private static let capacity = 8

  package init(below root: OpenFolder) {
    self.root = root
  }

  /// Returns the stamp of the regular file at a path below the folder. Nil if there is none or it
  /// cannot be accessed.
  package func stamp(ofFile path: String) -> FileStamp? {
    withDirectory(of: path) { folder, name in
      var status = stat()
      guard fstatat(folder, name, &status, 0) == 0, status.st_mode & S_IFMT == S_IFREG else {
        return nil
      }
      return FileStamp(status)
    }
  }

  /// Reads a file as `readFile` does, with the same errors. Errors show `displayPath`.
  package func read(
    _ path: String, limit: Int, displayPath: @autoclosure () -> String
  ) throws(FileError) -> (bytes: [UInt8], stamp: FileStamp) {
    let (opened, code) = withDirectory(of: path) { folder, name in
      let opened = retryingInterrupted { openat(folder, name, readOnlyFlags) }
      return (opened, opened < 0 ? errno : 0)
    }
    guard opened >= 0 else { throw FileError(.read, path: displayPath(), code: code) }
    return try Descriptor(opened).readAll(limit: limit, displayPath: displayPath())
  }
}

extension DirectoryHandleCache {
  private func withDirectory<Result>(
    of path: String, _ use: (Int32, UnsafePointer<CChar>) -> Result
  ) -> Result {
    path.withCString { cString in
      guard let slash = strrchr(cString, Int32(UInt8(ascii: "/"))),
        let folder = folder(
          UnsafeRawBufferPointer(
            start: cString, count: slash - UnsafeMutablePointer(mutating: cString)))
      else { return use(root.fileDescriptor, cString) }
      return use(folder.fileDescriptor, slash + 1)
    }
  }

  /// Returns the open folder. Nil if it cannot be opened: the caller then uses the whole path, so
  /// that the error is the one for that path.
  private func folder(_ path: UnsafeRawBufferPointer) -> OpenFolder? {
    for entry in cached where entry.path.count == path.count {
      if entry.path.withUnsafeBytes({ $0.elementsEqual(path) }) { return entry.folder }
    }
    guard let folder = try? OpenFolder(String(decoding: path, as: UTF8.self), in: root) else {
      return nil
    }
    remember(folder, at: Array(path))
    return folder
  }

  private func remember(_ folder: OpenFolder, at path: [UInt8]) {
    guard cached.count == Self.capacity else { return cached.append((path, folder)) }
    cached[oldest] = (path, folder)
    oldest = (oldest + 1) % Self.capacity
  }
}
