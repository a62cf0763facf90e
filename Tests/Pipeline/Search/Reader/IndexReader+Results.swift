extension IndexReader {
  /// The text and metadata that a search result shows for a post.
  struct ResultText: Equatable {
    let title: String
    let board: String
    let slug: String
    let isClosed: Bool
    let isAnswered: Bool
    let isPinned: Bool
    let author: String
    /// Minutes since 1970-01-01T00:00 in the forum's local time.
    let minutes: Int
    let isDayOnly: Bool
    let role: String?
    let isOfficial: Bool
    let isAccepted: Bool
    let isNote: Bool
    let startsMidText: Bool
    let isTruncated: Bool
    let text: String
    /// The length of the decoded text in bytes.
    let byteCount: Int
  }
}

extension ByteCursor {
  /// Reads a file of result texts. `name`: s/<segment>/<pair>.bin for two threads, or
  /// s/<segment>/<thread>-<part>.bin for 16 posts of a long thread.
  mutating func results(
    in name: String, _ root: IndexReader.Root
  ) throws -> [(IndexReader.PostCoordinate, IndexReader.ResultText)] {
    let parts = name.dropLast(".bin".count).split(separator: "/")
    let numbers = parts[2].split(separator: "-").compactMap { Int($0) }
    let segment = Int(parts[1]) ?? -1
    var posts: [(IndexReader.PostCoordinate, author: Int, (String) -> IndexReader.ResultText)] = []
    let count = try varint()
    try require(count > 0, "\(name) has threads")
    var previous = -1
    for _ in 0..<count {
      let thread = try varint()
      try require(thread > previous, "ascending threads")
      previous = thread
      let belongs = numbers.count == 1 ? thread / 2 == numbers[0] : thread == numbers[0]
      try require(belongs, "thread \(thread) is in \(name)")
      let found = try threadResults(root)
      for (number, author, post) in found {
        let part = numbers.count == 1 ? 0 : numbers[1]
        try require((number - 1) / 16 == part, "post \(number) is in \(name)")
        let coordinate = IndexReader.PostCoordinate(
          segment: segment, thread: thread, number: number)
        posts.append((coordinate, author, post))
      }
    }
    let authors = try (0..<varint()).map { _ in try encodedText(root.code).text }
    try require(isAtEnd, "bytes after \(name)")
    try require(Set(authors).count == authors.count, "an author is there once")
    return try posts.map { coordinate, author, post in
      try require(author < authors.count, "index of an author")
      return (coordinate, post(authors[author]))
    }
  }

  private mutating func threadResults(
    _ root: IndexReader.Root
  ) throws -> [(number: Int, author: Int, (String) -> IndexReader.ResultText)] {
    let title = try encodedText(root.code).text
    let board = root.boards[try varint()][0]
    let slug = try utf8Text(bytes(varint()))
    let flags = try varint()
    try require(flags < 8, "a thread's flags")
    var number = 0
    let count = try varint()
    try require(count > 0, "a thread without posts")
    return try (0..<count).map { _ in
      let gap = try varint()
      try require(gap > 0, "ascending numbers")
      number += gap
      let (author, date, role, post) = (try varint(), try varint(), try varint(), try varint())
      try require(post < 32, "a post's flags")
      let roleName = role == 0 ? nil : root.roles[role - 1][0]
      let (text, byteCount) = try encodedText(root.code)
      let make = { (author: String) in
        IndexReader.ResultText(
          title: title, board: board, slug: slug, isClosed: flags & 1 != 0,
          isAnswered: flags & 2 != 0, isPinned: flags & 4 != 0, author: author, minutes: date / 2,
          isDayOnly: date & 1 != 0, role: roleName, isOfficial: post & 1 != 0,
          isAccepted: post & 2 != 0, isNote: post & 4 != 0, startsMidText: post & 8 != 0,
          isTruncated: post & 16 != 0, text: text, byteCount: byteCount)
      }
      return (number, author, make)
    }
  }

  /// Reads a byte count and a text compressed with `code`. `byteCount`: the length of the decoded
  /// text.
  mutating func encodedText(_ code: [String]) throws -> (text: String, byteCount: Int) {
    let bytes = try decodedText(bytes(varint()), code)
    return (try utf8Text(bytes), bytes.count)
  }
}

/// Decodes a text compressed with `code`.
func decodedText(_ encoded: [UInt8], _ code: [String]) throws -> [UInt8] {
  var cursor = ByteCursor(encoded)
  var bytes: [UInt8] = []
  while !cursor.isAtEnd {
    switch try cursor.byte() {
    case let byte where byte < 0x20: bytes += code[Int(byte)].utf8
    case let byte where byte < 0x7F: bytes.append(byte)
    case 0xFE: bytes.append(try cursor.byte())
    case 0xFF: bytes += try cursor.bytes(Int(cursor.byte()))
    case let byte: bytes += code[Int(byte) - 0x7F + 32].utf8
    }
  }
  return bytes
}
