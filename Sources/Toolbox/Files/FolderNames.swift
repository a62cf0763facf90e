internal import Glibc

/// The names in a folder without `.` and `..`, in the order of `readdir`.
///
/// All names are in one byte buffer, which avoids a `String` for each of 150,000 names.
struct FolderNames {
  enum Kind {
    case file, folder
    /// A symbolic link, a special file, or a type that the file system does not report.
    case unknown
  }

  struct Name {
    /// Range of the name in `bytes`. A `/` follows each name there.
    let range: Range<Int>
    let kind: Kind
  }

  private(set) var bytes: [UInt8] = []
  private(set) var names: [Name] = []

  init(
    of folder: borrowing Descriptor, for action: FileError.Action = .read, displayPath: String
  ) throws(FileError) {
    // `closedir` closes the descriptor of the stream, so the stream gets a duplicate.
    let copy = fcntl(folder.fileDescriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw FileError(action, path: displayPath, code: errno) }
    guard let stream = fdopendir(copy) else {
      let code = errno
      close(copy)
      throw FileError(action, path: displayPath, code: code)
    }
    defer { closedir(stream) }
    while true {
      errno = 0
      guard let record = readdir(stream) else { break }
      append(record)
    }
    guard errno == 0 else { throw FileError(action, path: displayPath, code: errno) }
  }

  /// Returns the name as a string. Bytes that are not UTF-8 become U+FFFD.
  func text(_ name: Name) -> String { String(decoding: bytes[name.range], as: UTF8.self) }

  func isUTF8(_ name: Name) -> Bool {
    bytes[name.range].allSatisfy { $0 < 0x80 }
      || String(validating: bytes[name.range], as: UTF8.self) != nil
  }
}

extension FolderNames {
  private mutating func append(_ record: UnsafeMutablePointer<dirent>) {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return }
    let text = UnsafeRawPointer(record) + offset
    let count = strlen(text.assumingMemoryBound(to: CChar.self))
    let name = UnsafeRawBufferPointer(start: text, count: count)
    if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return }
    let start = bytes.count
    bytes.append(contentsOf: name)
    bytes.append(UInt8(ascii: "/"))
    names.append(Name(range: start..<start + count, kind: Kind(record.pointee.d_type)))
  }
}

extension FolderNames.Kind {
  fileprivate init(_ type: UInt8) {
    self =
      switch Int(type) {
      case Int(DT_REG): .file
      case Int(DT_DIR): .folder
      default: .unknown
      }
  }
}
