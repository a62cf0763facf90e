/// Reads the bytes of an index file in order. Throws `IndexReader.FormatError` at the end.
struct ByteCursor {
  private let all: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { all = bytes }

  var isAtEnd: Bool { index == all.count }

  mutating func byte() throws -> UInt8 {
    guard index < all.count else { throw IndexReader.FormatError(reason: "no more bytes") }
    defer { index += 1 }
    return all[index]
  }

  mutating func bytes(_ count: Int) throws -> [UInt8] {
    guard count >= 0, count <= all.count - index else {
      throw IndexReader.FormatError(reason: "\(count) bytes of \(all.count - index)")
    }
    defer { index += count }
    return Array(all[index..<index + count])
  }

  mutating func varint() throws -> Int {
    var (number, shift) = (0, 0)
    while true {
      let byte = try byte()
      number |= Int(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 { return number }
      try require(shift < 63, "a varint of more than 63 bits")
    }
  }
}

/// Reads the bits of each byte, most significant first. The rest of the last byte is padding.
private struct BitCursor {
  private var bytes: ByteCursor
  private var byte: UInt8 = 0
  private var left = 0

  init(_ bytes: ByteCursor) { self.bytes = bytes }

  mutating func bit() throws -> Int {
    if left == 0 { (byte, left) = (try bytes.byte(), 8) }
    left -= 1
    return Int(byte >> UInt8(left)) & 1
  }

  mutating func readRice(_ k: Int) throws -> Int {
    var (quotient, rest) = (0, 0)
    while try bit() == 1 { quotient += 1 }
    for _ in 0..<k { rest = rest << 1 | (try bit()) }
    return quotient << k | rest
  }

  func end() throws -> ByteCursor {
    try require(byte & (1 << UInt8(left) - 1) == 0, "padding")
    return bytes
  }
}

extension ByteCursor {
  /// Reads posting runs, one per segment. `first`: the segment that the first gap counts from.
  /// `count`: nil to read to the end. `minimumNumber`: the smallest number that a post can have.
  mutating func runs(from first: Int, count: Int?, minimumNumber: Int) throws -> [[IndexReader
    .PostCoordinate]]
  {
    var runs: [[IndexReader.PostCoordinate]] = []
    var segment = first
    while count.map({ runs.count < $0 }) ?? !isAtEnd {
      let gap = try varint()
      try require(runs.isEmpty || gap > 0, "ascending segments")
      segment += gap
      runs.append(try run(segment, minimumNumber))
    }
    return runs
  }

  private mutating func run(_ segment: Int, _ minimumNumber: Int) throws -> [IndexReader
    .PostCoordinate]
  {
    let count = try varint()
    try require(count > 0, "an empty run")
    let k = count > 1 ? try byte() : 0x82
    var bits = BitCursor(self)
    var (thread, number) = (-1, 0)
    var coordinates: [IndexReader.PostCoordinate] = []
    for index in 0..<count {
      if index > 0, try bits.bit() == 1 {
        number += 1 + (try bits.readRice(Int(k & 15)))
      } else {
        thread += 1 + (try bits.readRice(Int(k >> 4)))
        number = minimumNumber + (try bits.readRice(Int(k & 15)))
      }
      coordinates.append(
        IndexReader.PostCoordinate(segment: segment, thread: thread, number: number))
    }
    self = try bits.end()
    return coordinates
  }

  /// Reads a run of word positions for each run of posts.
  mutating func positions(
    of runs: [[IndexReader.PostCoordinate]], _ hasPositions: Bool
  ) throws -> [IndexReader.PostCoordinate: [Int]] {
    var found: [IndexReader.PostCoordinate: [Int]] = [:]
    for run in runs {
      guard hasPositions else {
        for coordinate in run { found[coordinate] = [] }
        continue
      }
      let k = Int(try byte())
      var bits = BitCursor(self)
      for coordinate in run {
        var positions: [Int] = []
        let count = try bits.readRice(0) + 1
        for _ in 0..<count { positions.append((positions.last ?? -1) + 1 + (try bits.readRice(k))) }
        found[coordinate] = positions
      }
      self = try bits.end()
    }
    return found
  }
}

extension ByteCursor {
  /// Reads posts grouped by day, from the newest day to the oldest.
  mutating func timeline() throws -> [(day: Int, coordinate: IndexReader.PostCoordinate)] {
    var posts: [(day: Int, coordinate: IndexReader.PostCoordinate)] = []
    while !isAtEnd {
      let gap = try varint()
      try require(posts.isEmpty || gap > 0, "descending days")
      let day = posts.last.map { $0.day - gap } ?? gap
      let count = try varint()
      try require(count > 0, "a day without posts")
      for _ in 0..<count {
        let coordinate = IndexReader.PostCoordinate(
          segment: try varint(), thread: try varint(), number: try varint())
        posts.append((day, coordinate))
      }
    }
    return posts
  }
}
