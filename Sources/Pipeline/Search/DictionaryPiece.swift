import Fingerprints

/// A piece of the dictionary as it grows, and the lists of its words, as the reader's script takes them apart.
///
/// Words of few posts have their lists in place; middling ones share a file; a frequent word's lists are
/// cut into chunks of some thousand bytes, each a file, so that the first results need not wait for all.
struct DictionaryPiece {
  private let number: Int
  private let rules: IndexRules
  private var words: [UInt8] = []
  private var count = 0
  private var lists = ListFile()
  private var places = ListFile()
  private var chunks: [(lists: ListFile, places: ListFile)] = []

  /// In bytes: longer lists are not in place; longer streams are not in the shared file; and about so long
  /// are the chunks of those.
  private static let mostInPlace = 220
  private static let mostShared = 2048
  private static let chunkSize = 8192

  init(number: Int, _ rules: IndexRules) { (self.number, self.rules) = (number, rules) }

  /// Below `index/`, in a fixed order.
  var files: [(name: String, bytes: [UInt8])] {
    var file: [UInt8] = []
    file.appendStamp(lists.stamp)
    file.appendStamp(places.stamp)
    file.appendVarint(count)
    var files = [("w/\(number).bin", file + words)]
    if !lists.isEmpty { files.append(("l/\(number).bin", lists.bytes)) }
    if !places.isEmpty { files.append(("p/\(number).bin", places.bytes)) }
    for (index, chunk) in chunks.enumerated() {
      files.append(("l/\(number)-\(index).bin", chunk.lists.bytes))
      if chunk.places.isEmpty { continue }
      files.append(("p/\(number)-\(index).bin", chunk.places.bytes))
    }
    return files
  }
}

/// A file of lists, with a stamp before them: whoever holds places in it knows by the stamp whether it is
/// the file that they are of.
private struct ListFile {
  private(set) var content: [UInt8] = []

  var isEmpty: Bool { content.isEmpty }
  /// 0 when there is no such file.
  var stamp: UInt32 { isEmpty ? 0 : fnv1a(content) }

  /// The place of the next list in the file.
  var end: Int { 4 + content.count }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendStamp(stamp)
    return bytes + content
  }

  mutating func append(_ write: (inout [UInt8]) -> Void) { write(&content) }
}

extension [UInt8] {
  fileprivate mutating func appendStamp(_ stamp: UInt32) {
    Swift.withUnsafeBytes(of: stamp.littleEndian) { append(contentsOf: $0) }
  }
}

extension DictionaryPiece {
  private enum Flag {
    static let common: UInt8 = 1
    static let spelling: UInt8 = 2
    static let positions: UInt8 = 4
    static let inPlace: UInt8 = 8
  }

  mutating func append(_ word: MergedWord) {
    count += 1
    let isCommon =
      !word.isAttribute
      && (word.postCount > rules.common || rules.stopKeys.contains(Array(word.key)))
    var streams = word.streams
    if isCommon { for level in 0..<3 { streams[level] = [] } }
    let hasPositions = !isCommon && !word.isAttribute
    let spelling = word.shownSpelling
    let isInPlace = Self.size(of: streams, hasPositions) <= Self.mostInPlace
    words.appendVarint(word.key.count)
    words += word.key
    words.appendVarint(word.postCount)
    let flags =
      (isCommon ? Flag.common : 0) | (spelling == word.key ? 0 : Flag.spelling)
      | (hasPositions ? Flag.positions : 0) | (isInPlace ? Flag.inPlace : 0)
    words.append(flags)
    if spelling != word.key {
      words.appendVarint(spelling.count)
      words += spelling
    }
    words.append(streams.indices.reduce(0) { streams[$1].isEmpty ? $0 : $0 | 1 << UInt8($1) })
    for (index, runs) in streams.enumerated().reversed() where !runs.isEmpty {
      if isInPlace {
        appendInPlace(runs, of: word, hasPositions)
      } else {
        appendChunks(runs, of: word, hasPositions && index != MergedWord.attributes)
      }
    }
  }

  private static func size(of streams: [[MergedWord.Run]], _ hasPositions: Bool) -> Int {
    streams.joined().reduce(0) {
      $0 + $1.postings.count + 1 + (hasPositions ? $1.positions.count : 0)
    }
  }

  private mutating func appendInPlace(
    _ runs: [MergedWord.Run], of word: MergedWord, _ hasPositions: Bool
  ) {
    words.appendVarint(runs.count)
    Self.append(runs, of: word, from: 0, to: &words)
    if hasPositions { for run in runs { words += word[run.positions] } }
  }

  private mutating func appendChunks(
    _ runs: [MergedWord.Run], of word: MergedWord, _ hasPositions: Bool
  ) {
    let size = Self.size(of: [runs], false)
    guard size > Self.mostShared else { return appendShared(runs, of: word, hasPositions) }
    let exponent = exponent(for: size)
    let groups = Self.groups(runs, exponent)
    words.append(UInt8(exponent))
    words.appendVarint(groups.count)
    for group in groups {
      let index = runs[group.lowerBound].segment >> exponent
      appendChunk(Array(runs[group]), of: word, index, from: index << exponent, hasPositions)
    }
  }

  /// In the files that the bucket's middling words share.
  private mutating func appendShared(
    _ runs: [MergedWord.Run], of word: MergedWord, _ hasPositions: Bool
  ) {
    words += [31, 1, 0, 1]
    words.appendVarint(lists.end)
    let start = lists.end
    lists.append { Self.append(runs, of: word, from: 0, to: &$0) }
    words.appendVarint(lists.end - start)
    guard hasPositions else { return }
    words.appendVarint(places.end)
    let placesStart = places.end
    places.append { places in for run in runs { places += word[run.positions] } }
    words.appendVarint(places.end - placesStart)
  }

  /// A file of its own.
  private mutating func appendChunk(
    _ runs: [MergedWord.Run], of word: MergedWord, _ index: Int, from segment: Int,
    _ hasPositions: Bool
  ) {
    var chunk = (lists: ListFile(), places: ListFile())
    chunk.lists.append { Self.append(runs, of: word, from: segment, to: &$0) }
    if hasPositions {
      chunk.places.append { places in for run in runs { places += word[run.positions] } }
    }
    words.appendVarint(index)
    words.appendVarint(2 + chunks.count)
    words.appendVarint(chunk.lists.content.count)
    words.appendStamp(chunk.lists.stamp)
    if hasPositions {
      words.appendVarint(chunk.places.content.count)
      words.appendStamp(chunk.places.stamp)
    }
    chunks.append(chunk)
  }

  /// So many segments, as a power of two, that a chunk has about its size. It hangs on the whole stream's
  /// size by steps of two: a new post hardly ever moves it.
  private func exponent(for size: Int) -> Int {
    var exponent = 0
    while exponent < 30, size / max(1, rules.segmentCount >> exponent) < Self.chunkSize / 2 {
      exponent += 1
    }
    return exponent
  }

  /// Runs whose segments stand in one chunk.
  private static func groups(_ runs: [MergedWord.Run], _ exponent: Int) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    for index in 1...runs.count
    where index == runs.count
      || runs[index].segment >> exponent != runs[start].segment >> exponent
    {
      groups.append(start..<index)
      start = index
    }
    return groups
  }

  private static func append(
    _ runs: [MergedWord.Run], of word: MergedWord, from segment: Int, to output: inout [UInt8]
  ) {
    var before = segment
    for run in runs {
      output.appendVarint(run.segment - before)
      output += word[run.postings]
      before = run.segment
    }
  }
}
