import Foundation

/// Parses and validates a published index. Like search.js, it shares no code with the writer.
struct IndexReader {
  let root: Root
  /// The dictionary entries by key.
  private(set) var words: [String: Word] = [:]
  private(set) var results: [PostCoordinate: ResultText] = [:]
  /// All posts by day. The files are in chronological order. Each file has the newest posts first.
  private(set) var timeline: [[(day: Int, coordinate: PostCoordinate)]] = []
  /// The spellings of each piece, with their levels.
  private(set) var spellings: [[(level: Int, word: String)]] = []

  private let files: [String: [UInt8]]
  /// The files that were read. It is an error if there are others.
  private var used: Set<String> = ["root.json"]

  struct FormatError: Error { let reason: String }

  /// `files`: the files by path relative to search/index/.
  init(_ files: [String: [UInt8]]) throws {
    self.files = files
    root = try JSONDecoder().decode(Root.self, from: Data(files["root.json"] ?? []))
    try require(root.listBits <= root.bits, "bits of the lists")
    try readDictionary()
    try readResults()
    try readSpellings()
    try readTimeline()
    let unreferenced = Set(files.keys).subtracting(used).filter { !$0.hasPrefix("a/") }
    try require(unreferenced.isEmpty, "unreferenced files \(unreferenced.sorted())")
  }
}

extension IndexReader {
  struct Root: Decodable {
    let version: Int
    let edition: String
    let language: String
    let posts: Int
    let segments: Int
    let months: [Int]
    let bits: Int
    let listBits: Int
    let spellingBits: Int
    let suggestionBits: Int
    let home: String
    let postsPerPage: Int
    let common: Int
    let code: [String]
    let boards: [[String]]
    let roles: [[String]]
    let stop: [String]
    let synonyms: [Synonym]
    let crisis: [String]

    struct Synonym: Decodable {
      let words: [String]
      let mean: [String]
    }
  }

  /// The coordinates of a post. In attributes, number 0 means the whole thread.
  struct PostCoordinate: Hashable, Comparable {
    let segment: Int
    let thread: Int
    let number: Int

    static func < (left: PostCoordinate, right: PostCoordinate) -> Bool {
      (left.segment, left.thread, left.number) < (right.segment, right.thread, right.number)
    }
  }

  struct Word: Equatable {
    let key: String
    let postCount: Int
    let isCommon: Bool
    let hasPositions: Bool
    let isInline: Bool
    /// The spelling that is shown to readers.
    let spelling: String
    /// The posts of each impact level from 0 to 3, with the word's positions in them.
    var levels: [[PostCoordinate: [Int]]] = [[:], [:], [:], [:]]
    var titles: [PostCoordinate: [Int]] = [:]
    var attribute: Set<PostCoordinate> = []
    /// The number of chunks with their own files.
    var chunkCount = 0

    /// The posts whose body contains the word, with its positions.
    var body: [PostCoordinate: [Int]] {
      levels.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }
  }
}

extension IndexReader {
  private mutating func readDictionary() throws {
    var lists = ListFiles(files)
    for piece in 0..<(1 << root.bits) {
      used.insert("w/\(piece).bin")
      guard let bytes = files["w/\(piece).bin"] else {
        throw FormatError(reason: "no piece \(piece)")
      }
      try readPiece(piece, ByteCursor(bytes), &lists)
    }
    try lists.requireAllRead()
    used.formUnion(lists.names)
  }

  private mutating func readPiece(
    _ piece: Int, _ dictionary: ByteCursor, _ lists: inout ListFiles
  ) throws {
    var dictionary = dictionary
    let group = piece & (1 << root.listBits - 1)
    try lists.begin(group, try dictionary.bytes(4), try dictionary.bytes(4))
    var previous: [UInt8]?
    for _ in 0..<(try dictionary.varint()) {
      let (key, word) = try self.word(&dictionary, &lists)
      if let previous { try require(previous.lexicographicallyPrecedes(key), "order of keys") }
      previous = key
      let hash = key.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
      try require(Int(hash) & (1 << root.bits - 1) == piece, "\(word.key) is in its piece")
      try require(words.updateValue(word, forKey: word.key) == nil, "\(word.key) is there once")
    }
    try require(dictionary.isAtEnd, "bytes after piece \(piece)")
  }

  private mutating func word(
    _ bytes: inout ByteCursor, _ lists: inout ListFiles
  ) throws -> (key: [UInt8], word: Word) {
    let key = try bytes.bytes(bytes.varint())
    let postCount = try bytes.varint()
    let flags = try bytes.byte()
    try require(flags < 16, "flags")
    let spelling = flags & 2 == 0 ? key : try bytes.bytes(bytes.varint())
    var word = Word(
      key: try utf8Text(key), postCount: postCount, isCommon: flags & 1 != 0,
      hasPositions: flags & 4 != 0, isInline: flags & 8 != 0, spelling: try utf8Text(spelling))
    let mask = try bytes.byte()
    // Only a common word may have no posting lists.
    try require(mask < 64 && (mask > 0 || word.isCommon), "mask of \(word.key)")
    for stream in (0..<6).reversed() where mask & 1 << stream != 0 {
      let found = try postings(of: &word, stream, &bytes, &lists)
      try require(!found.isEmpty, "stream \(stream) of \(word.key) is empty")
      switch stream {
      case 5: word.attribute = Set(found.keys)
      case 4: word.titles = found
      default: word.levels[stream] = found
      }
    }
    return (key, word)
  }

  /// Reads the posts of a stream, with the word's positions in them.
  private mutating func postings(
    of word: inout Word, _ stream: Int, _ bytes: inout ByteCursor, _ lists: inout ListFiles
  ) throws -> [PostCoordinate: [Int]] {
    let hasPositions = word.hasPositions && stream < 5
    let minimumNumber = stream == 5 ? 0 : 1
    guard word.isInline else {
      return try chunks(&bytes, &lists, minimumNumber, hasPositions, &word.chunkCount)
    }
    let count = try bytes.varint()
    let runs = try bytes.runs(from: 0, count: count, minimumNumber: minimumNumber)
    return try bytes.positions(of: runs, hasPositions)
  }

  private mutating func chunks(
    _ bytes: inout ByteCursor, _ lists: inout ListFiles, _ minimumNumber: Int, _ hasPositions: Bool,
    _ chunkCount: inout Int
  ) throws -> [PostCoordinate: [Int]] {
    let exponent = Int(try bytes.byte())
    var found: [PostCoordinate: [Int]] = [:]
    var previous = -1
    for _ in 0..<(try bytes.varint()) {
      let index = try bytes.varint()
      try require(index > previous, "order of chunks")
      previous = index
      let fileNumber = try bytes.varint()
      try require(fileNumber > 0, "a chunk's file number")
      if fileNumber > 1 { chunkCount += 1 }
      let first = exponent == 31 ? 0 : index << exponent
      let last = exponent == 31 ? root.segments : (index + 1) << exponent
      var list = try lists.next("l", fileNumber, &bytes)
      let runs = try list.runs(from: first, count: nil, minimumNumber: minimumNumber)
      try require(runs.joined().allSatisfy { $0.segment < last }, "a chunk's segments")
      var positions = ByteCursor([])
      if hasPositions { positions = try lists.next("p", fileNumber, &bytes) }
      found.merge(try positions.positions(of: runs, hasPositions)) { first, _ in first }
      try require(positions.isAtEnd, "unreferenced positions")
    }
    return found
  }

  mutating func reader(_ name: String) throws -> ByteCursor {
    used.insert(name)
    guard let bytes = files[name] else { throw FormatError(reason: "\(name) is missing") }
    return ByteCursor(bytes)
  }
}

extension IndexReader {
  private mutating func readSpellings() throws {
    for piece in 0..<(1 << root.spellingBits) {
      let name = "c/\(piece).json"
      used.insert(name)
      let words = try JSONDecoder().decode(String.self, from: Data(files[name] ?? []))
      spellings.append(
        try words.split(separator: " ").map { word in
          guard let level = word.first.flatMap({ Int(String($0), radix: 36) }) else {
            throw FormatError(reason: "a spelling without a level")
          }
          return (level, String(word.dropFirst()))
        })
    }
  }

  private mutating func readTimeline() throws {
    used.insert("t/index.json")
    let table = try JSONDecoder().decode([[Int]].self, from: Data(files["t/index.json"] ?? []))
    var first = 0
    for (number, row) in table.enumerated() {
      try require(row.count == 2 && (number == 0 || row[0] > 0), "a row of a day and a count")
      first += row[0]
      var bytes = try reader("t/\(number).bin")
      let posts = try bytes.timeline()
      try require(posts.count == row[1] && posts.last?.day == first, "t/\(number).bin and its row")
      if let end = timeline.last?.first?.day { try require(end < first, "order of days") }
      timeline.append(posts)
    }
  }

  private mutating func readResults() throws {
    for name in files.keys.filter({ $0.hasPrefix("s/") }).sorted() {
      var bytes = try reader(name)
      for (coordinate, post) in try bytes.results(in: name, root) {
        try require(
          results.updateValue(post, forKey: coordinate) == nil, "\(coordinate) is there once")
      }
    }
  }
}

func require(_ condition: Bool, _ reason: String) throws {
  if !condition { throw IndexReader.FormatError(reason: reason) }
}

func utf8Text(_ bytes: [UInt8]) throws -> String {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw IndexReader.FormatError(reason: "invalid UTF-8: \(bytes)")
  }
  return text
}
