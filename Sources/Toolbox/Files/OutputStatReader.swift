internal import Glibc

/// Reads the stamps of many files below a folder, in the order of their paths.
///
/// The folder shared by thousands of consecutive files stays open, because resolving the path is
/// most of the cost of a stamp.
package struct OutputStatReader {
  private let root: OpenFolder
  private var cached: (path: [UInt8], folder: OpenFolder)?
  /// Null-terminated path passed to the system call. Reused to avoid an allocation per file.
  private var pathBuffer: [UInt8] = []

  package init(below root: OpenFolder) { self.root = root }

  /// Returns the stamp of the regular file at `path`, which must satisfy `isOutputPath`. Nil if
  /// there is no regular file or it cannot be accessed. A symbolic link is not followed.
  package mutating func stamp(ofFile path: UnsafeBufferPointer<UInt8>) -> FileStamp? {
    let (folder, start) = openFolder(of: path)
    pathBuffer.removeAll(keepingCapacity: true)
    pathBuffer.append(contentsOf: path[start...])
    pathBuffer.append(0)
    var status = stat()
    let isFound = pathBuffer.withUnsafeBytes {
      $0.withMemoryRebound(to: CChar.self) { pathBuffer in
        pathBuffer.baseAddress.map { fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) == 0 }
          ?? false
      }
    }
    return isFound && status.st_mode & S_IFMT == S_IFREG ? FileStamp(status) : nil
  }

  /// Returns the descriptor of an open folder, and the start of the path relative to it.
  private mutating func openFolder(
    of path: UnsafeBufferPointer<UInt8>
  ) -> (fileDescriptor: Int32, start: Int) {
    let end = Self.sharedFolder(of: path)
    guard end > 0 else { return (root.fileDescriptor, 0) }
    if let cached, isSame(cached.path, path[..<end]) {
      return (cached.folder.fileDescriptor, end + 1)
    }
    let name = String(decoding: path[..<end], as: UTF8.self)
    guard let folder = try? OpenFolder(name, in: root) else { return (root.fileDescriptor, 0) }
    cached = (Array(path[..<end]), folder)
    return (folder.fileDescriptor, end + 1)
  }

  private func isSame(_ path: [UInt8], _ other: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    path.withUnsafeBufferPointer { compareBytes($0, UnsafeBufferPointer(rebasing: other)) == 0 }
  }

  /// Returns the length of the path of the folder to keep open, 0 for the root. It is the folder
  /// two levels above the file, but at most two levels below the root, because the later pages of
  /// a thread are one level deeper than the first.
  private static func sharedFolder(of path: UnsafeBufferPointer<UInt8>) -> Int {
    var slashes = 0
    var (first, second) = (0, 0)
    for (index, byte) in path.enumerated() where byte == UInt8(ascii: "/") {
      slashes += 1
      if slashes == 1 { first = index }
      if slashes == 2 { second = index }
      if slashes == 3 { return second }
    }
    return slashes == 2 ? first : 0
  }
}
