extension IndexReader {
  /// The text and metadata that a search result shows for a post.
  struct Shown: Equatable {
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
    let beginsWithin: Bool
    let goesOn: Bool
    let text: String
    /// The length of the decoded text in bytes.
    let byteCount: Int
  }
}

extension ByteCursor {
  /// Reads a file of result texts. `name`: s/<segment>/<pair>.bin for two threads, or
  /// s/<segment>/<thread>-<part>.bin for 16 posts of a long thread.
  mutating func shown(
    in name: String, _ root: IndexReader.Root
  ) throws -> [(IndexReader.PostCoordinate, IndexReader.Shown)] {
    let parts = name.dropLast(".bin".count).split(separator: "/")
    let numbers = parts[2].split(separator: "-").compactMap { Int($0) }
    let segment = Int(parts[1]) ?? -1
    var posts: [(IndexReader.PostCoordinate, author: Int, (String) -> IndexReader.Shown)] = []
    let count = try varint()
    try demand(count > 0, "\(name) shows something")
    var before = -1
    for _ in 0..<count {
      let thread = try varint()
      try demand(thread > before, "threads rise")
      before = thread
      let belongs = numbers.count == 1 ? thread / 2 == numbers[0] : thread == numbers[0]
      try demand(belongs, "thread \(thread) is in \(name)")
      let found = try thisThread(root)
      for (number, author, post) in found {
        let part = numbers.count == 1 ? 0 : numbers[1]
        try demand((number - 1) / 16 == part, "post \(number) is in \(name)")
        let place = IndexReader.PostCoordinate(segment: segment, thread: thread, number: number)
        posts.append((place, author, post))
      }
    }
    let authors = try (0..<varint()).map { _ in try coded(root.code).text }
    try demand(isAtEnd, "bytes behind \(name)")
    try demand(Set(authors).count == authors.count, "an author is there once")
    return try posts.map { place, author, post in
      try demand(author < authors.count, "there is such an author")
      return (place, post(authors[author]))
    }
  }

  private mutating func thisThread(
    _ root: IndexReader.Root
  ) throws -> [(number: Int, author: Int, (String) -> IndexReader.Shown)] {
    let title = try coded(root.code).text
    let board = root.boards[try varint()][0]
    let slug = try text(bytes(varint()))
    let flags = try varint()
    try demand(flags < 8, "a thread's flags")
    var number = 0
    let count = try varint()
    try demand(count > 0, "a thread without posts is not there")
    return try (0..<count).map { _ in
      let gap = try varint()
      try demand(gap > 0, "numbers rise")
      number += gap
      let (author, date, role, post) = (try varint(), try varint(), try varint(), try varint())
      try demand(post < 32, "a post's flags")
      let roleName = role == 0 ? nil : root.roles[role - 1][0]
      let (text, byteCount) = try coded(root.code)
      let make = { (author: String) in
        IndexReader.Shown(
          title: title, board: board, slug: slug, isClosed: flags & 1 != 0,
          isAnswered: flags & 2 != 0, isPinned: flags & 4 != 0, author: author, minutes: date / 2,
          isDayOnly: date & 1 != 0, role: roleName, isOfficial: post & 1 != 0,
          isAccepted: post & 2 != 0, isNote: post & 4 != 0, beginsWithin: post & 8 != 0,
          goesOn: post & 16 != 0, text: text, byteCount: byteCount)
      }
      return (number, author, make)
    }
  }

  /// Reads a byte count and a text compressed with `code`. `byteCount`: the length of the decoded
  /// text.
  mutating func coded(_ code: [String]) throws -> (text: String, byteCount: Int) {
    let bytes = try decoded(bytes(varint()), code)
    return (try text(bytes), bytes.count)
  }
}

/// Decodes a text compressed with `code`.
func decoded(_ coded: [UInt8], _ code: [String]) throws -> [UInt8] {
  var cursor = ByteCursor(coded)
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
