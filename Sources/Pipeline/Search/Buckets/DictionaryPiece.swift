import Fingerprints

/// A piece of the dictionary under construction, with the lists of its words. The article "The
/// search index format" specifies the files, which the browser script reads (`postings.js`).
///
/// The lists of a rare word are in the piece itself. Lists of medium length share a file. The
/// lists of a frequent word are cut into chunks of some kilobytes, each in a file of its own, so
/// that the first results do not have to wait for all chunks.
struct DictionaryPiece {
  private let number: Int
  private let rules: IndexRules
  private var entries: [UInt8] = []
  private var wordCount = 0
  private var lists = ListFile()
  private var positions = ListFile()
  private var chunks: [(lists: ListFile, positions: ListFile)] = []

  /// In bytes. If all lists of a word together are not longer, they are in the piece. Otherwise,
  /// streams that are not longer than `maximumSharedSize` are in the shared file. Longer ones are cut
  /// into chunks of about `chunkSize`.
  private static let maximumInlineSize = 220
  private static let maximumSharedSize = 2048
  private static let chunkSize = 8192

  init(number: Int, _ rules: IndexRules) { (self.number, self.rules) = (number, rules) }

  /// Names below `search/index/`, in a fixed order.
  var files: [(name: String, bytes: [UInt8])] {
    var file: [UInt8] = []
    file.appendStamp(lists.stamp)
    file.appendStamp(positions.stamp)
    file.appendVarint(wordCount)
    var files = [("w/\(number).bin", file + entries)]
    if !lists.isEmpty { files.append(("l/\(number).bin", lists.bytes)) }
    if !positions.isEmpty { files.append(("p/\(number).bin", positions.bytes)) }
    for (index, chunk) in chunks.enumerated() {
      files.append(("l/\(number)-\(index).bin", chunk.lists.bytes))
      if chunk.positions.isEmpty { continue }
      files.append(("p/\(number)-\(index).bin", chunk.positions.bytes))
    }
    return files
  }
}

/// A file of lists that begins with a stamp. The dictionary piece has the stamps of its files, so
/// that a reader notices if a piece and a file of lists are of different editions.
private struct ListFile {
  private(set) var content: [UInt8] = []

  var isEmpty: Bool { content.isEmpty }
  /// FNV-1a hash of the content. 0 if there is no such file.
  var stamp: UInt32 { isEmpty ? 0 : fnv1a(content) }

  /// The offset of the next list in the file, in bytes. The stamp occupies the first four.
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
    static let inline: UInt8 = 8
  }

  mutating func append(_ word: MergedWord) {
    wordCount += 1
    let isCommon =
      !word.isAttribute
      && (word.postCount > rules.commonThreshold || rules.stopKeys.contains(Array(word.key)))
    var streams = word.streams
    if isCommon { for level in 0..<3 { streams[level] = [] } }
    let hasPositions = !isCommon && !word.isAttribute
    let isInline = Self.size(of: streams, hasPositions) <= Self.maximumInlineSize
    appendHeader(
      of: word,
      flags: (isCommon ? Flag.common : 0) | (hasPositions ? Flag.positions : 0)
        | (isInline ? Flag.inline : 0))
    entries.append(streams.indices.reduce(0) { streams[$1].isEmpty ? $0 : $0 | 1 << UInt8($1) })
    for (index, runs) in streams.enumerated().reversed() where !runs.isEmpty {
      if isInline {
        appendInline(runs, of: word, hasPositions)
      } else {
        appendChunks(runs, of: word, hasPositions && index != MergedWord.attributes)
      }
    }
  }

  /// Appends the key, the number of posts, the flags and the spelling. `flags`: all but
  /// `Flag.spelling`.
  private mutating func appendHeader(of word: MergedWord, flags: UInt8) {
    let spelling = word.displaySpelling
    entries.appendVarint(word.key.count)
    entries += word.key
    entries.appendVarint(word.postCount)
    entries.append(flags | (spelling == word.key ? 0 : Flag.spelling))
    if spelling != word.key {
      entries.appendVarint(spelling.count)
      entries += spelling
    }
  }

  private static func size(of streams: [[MergedWord.Run]], _ hasPositions: Bool) -> Int {
    streams.joined().reduce(0) {
      $0 + $1.postings.count + 1 + (hasPositions ? $1.positions.count : 0)
    }
  }

  private mutating func appendInline(
    _ runs: [MergedWord.Run], of word: MergedWord, _ hasPositions: Bool
  ) {
    entries.appendVarint(runs.count)
    Self.append(runs, of: word, from: 0, to: &entries)
    if hasPositions { for run in runs { entries += word[run.positions] } }
  }

  private mutating func appendChunks(
    _ runs: [MergedWord.Run], of word: MergedWord, _ hasPositions: Bool
  ) {
    let size = Self.size(of: [runs], false)
    guard size > Self.maximumSharedSize else { return appendShared(runs, of: word, hasPositions) }
    let exponent = chunkExponent(for: size)
    let groups = Self.chunkRanges(runs, exponent)
    entries.append(UInt8(exponent))
    entries.appendVarint(groups.count)
    for group in groups {
      let index = runs[group.lowerBound].segment >> exponent
      appendChunk(Array(runs[group]), of: word, index, from: index << exponent, hasPositions)
    }
  }

  /// Appends the lists to the files that the piece's words of medium length share.
  private mutating func appendShared(
    _ runs: [MergedWord.Run], of word: MergedWord, _ hasPositions: Bool
  ) {
    entries += [31, 1, 0, 1]
    entries.appendVarint(lists.end)
    let start = lists.end
    lists.append { Self.append(runs, of: word, from: 0, to: &$0) }
    entries.appendVarint(lists.end - start)
    guard hasPositions else { return }
    entries.appendVarint(positions.end)
    let positionsStart = positions.end
    positions.append { positions in for run in runs { positions += word[run.positions] } }
    entries.appendVarint(positions.end - positionsStart)
  }

  /// Makes a file with these lists alone, and one with their positions.
  private mutating func appendChunk(
    _ runs: [MergedWord.Run], of word: MergedWord, _ index: Int, from segment: Int,
    _ hasPositions: Bool
  ) {
    var chunk = (lists: ListFile(), positions: ListFile())
    chunk.lists.append { Self.append(runs, of: word, from: segment, to: &$0) }
    if hasPositions {
      chunk.positions.append { positions in for run in runs { positions += word[run.positions] } }
    }
    entries.appendVarint(index)
    entries.appendVarint(2 + chunks.count)
    entries.appendVarint(chunk.lists.content.count)
    entries.appendStamp(chunk.lists.stamp)
    if hasPositions {
      entries.appendVarint(chunk.positions.content.count)
      entries.appendStamp(chunk.positions.stamp)
    }
    chunks.append(chunk)
  }

  /// Returns the binary logarithm of the number of segments in a chunk: the least with which chunks
  /// have on average at least half of `chunkSize`, or 30 if the whole stream is shorter. Depends on
  /// the stream's size in steps of a factor of two, so that a new post rarely moves chunk limits.
  private func chunkExponent(for size: Int) -> Int {
    var exponent = 0
    while exponent < 30, size / max(1, rules.segmentCount >> exponent) < Self.chunkSize / 2 {
      exponent += 1
    }
    return exponent
  }

  /// Returns the ranges of runs whose segments are in the same chunk.
  private static func chunkRanges(_ runs: [MergedWord.Run], _ exponent: Int) -> [Range<Int>] {
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
    var previous = segment
    for run in runs {
      output.appendVarint(run.segment - previous)
      output += word[run.postings]
      previous = run.segment
    }
  }
}
