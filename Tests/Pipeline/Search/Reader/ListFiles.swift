/// The files with posting lists (`l`) and positions (`p`). Checks that the dictionary refers to
/// every byte of each file exactly once.
struct ListFiles {
  private let files: [String: [UInt8]]
  private var read: [String: [Range<Int>]] = [:]
  /// The group of the words that are being read, and the stamps of the group's shared files.
  private var group = 0
  private var stamps: [String: [UInt8]] = [:]

  init(_ files: [String: [UInt8]]) { self.files = files }

  var names: Set<String> { Set(read.keys) }

  mutating func begin(_ group: Int, _ listStamp: [UInt8], _ positionStamp: [UInt8]) throws {
    self.group = group
    stamps = ["l": listStamp, "p": positionStamp]
    for (folder, stamp) in stamps {
      let exists = files["\(folder)/\(group).bin"] != nil
      try require(exists == (stamp != [0, 0, 0, 0]), "\(folder)/\(group).bin and its stamp")
    }
  }

  /// Returns the posting list or the positions of a chunk. `fileNumber`: 1 for the group's shared file,
  /// else the number of the chunk's own file plus 2. `dictionary`: a cursor right after `fileNumber`.
  mutating func next(_ folder: String, _ fileNumber: Int, _ dictionary: inout ByteCursor) throws
    -> ByteCursor
  {
    if fileNumber == 1 {
      let offset = try dictionary.varint()
      let name = "\(folder)/\(group).bin"
      return try part(of: name, offset, dictionary.varint(), stamps[folder] ?? [])
    }
    let length = try dictionary.varint()
    let name = "\(folder)/\(group)-\(fileNumber - 2).bin"
    try require(files[name]?.count == 4 + length, "\(name) is one list")
    return try part(of: name, 4, length, dictionary.bytes(4))
  }

  private mutating func part(
    of name: String, _ offset: Int, _ length: Int, _ stamp: [UInt8]
  ) throws -> ByteCursor {
    guard let bytes = files[name] else {
      throw IndexReader.FormatError(reason: "\(name) is missing")
    }
    try require(bytes.starts(with: stamp), "the stamp of \(name)")
    try require(
      offset >= 4 && length > 0 && offset + length <= bytes.count, "\(name) is long enough")
    read[name, default: []].append(offset..<offset + length)
    return ByteCursor(Array(bytes[offset..<offset + length]))
  }

  func requireAllRead() throws {
    for (name, ranges) in read {
      var end = 4
      for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        try require(range.lowerBound == end, "\(name) is read without gaps")
        end = range.upperBound
      }
      try require(end == files[name]?.count, "\(name) is read to its end")
    }
  }
}
