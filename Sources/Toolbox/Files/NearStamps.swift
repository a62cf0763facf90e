internal import Glibc

/// Stamps of many files below a folder, asked for in the order of their paths: the folder that thousands
/// of them stand below stays open, for the system's way along a path is most of what a stamp costs.
package struct NearStamps {
  private let root: OpenFolder
  private var near: (path: [UInt8], folder: OpenFolder)?
  /// The path at hand, with a zero behind it.
  private var text: [UInt8] = []

  package init(below root: OpenFolder) { self.root = root }

  /// Nil when there is no regular file, or it cannot be looked at; a symbolic link in its place is none.
  /// The path has to be an `OutputPath`'s.
  package mutating func stamp(ofFile path: UnsafeBufferPointer<UInt8>) -> FileStamp? {
    let (folder, start) = enterFolder(of: path)
    text.removeAll(keepingCapacity: true)
    text.append(contentsOf: path[start...])
    text.append(0)
    var status = stat()
    let isFound = text.withUnsafeBytes {
      $0.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) == 0 } ?? false
      }
    }
    return isFound && status.st_mode & S_IFMT == S_IFREG ? FileStamp(status) : nil
  }

  /// The number of an open folder, and where the path goes on below it.
  private mutating func enterFolder(
    of path: UnsafeBufferPointer<UInt8>
  ) -> (number: Int32, start: Int) {
    let end = Self.sharedFolder(of: path)
    guard end > 0 else { return (root.number, 0) }
    if let near, isSame(near.path, path[..<end]) { return (near.folder.number, end + 1) }
    let name = String(decoding: path[..<end], as: UTF8.self)
    guard let folder = try? OpenFolder(name, in: root) else { return (root.number, 0) }
    near = (Array(path[..<end]), folder)
    return (folder.number, end + 1)
  }

  private func isSame(_ path: [UInt8], _ other: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    path.withUnsafeBufferPointer { compareBytes($0, UnsafeBufferPointer(rebasing: other)) == 0 }
  }

  /// Where the folder ends in the path that stands two above the file, but no deeper than two below the
  /// root: each page of a later number has a folder two above it of its own.
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
