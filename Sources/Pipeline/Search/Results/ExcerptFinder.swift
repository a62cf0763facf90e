/// Finds the excerpt of a post that a search result shows, of about two lines.
///
/// The excerpt is chosen when the index is built, because a phone cannot load twenty posts to
/// look for the words of the query in them. It begins with the sentence from which on long words
/// have the most weight: greetings and short words say little about a post, and people search for
/// long words.
struct ExcerptFinder: ~Copyable {
  /// The maximum length of an excerpt, in bytes.
  static let maximumLength = 150

  private var words = GrowableBuffer<Word>()
  /// Indices in `words` of the words that begin a sentence.
  private var sentenceStarts = GrowableBuffer<Int>()
  private var endsSentence = true
  private var weight: Int32 = 0

  struct Word: BitwiseCopyable {
    let start: Int32
    let end: Int32
    /// The total weight of the words before this one.
    let weightBefore: Int32

    /// 0 for up to four bytes, 1 for five and six, 2 for more. Computed without a branch, because
    /// the lengths of words are unpredictable.
    var weight: Int32 { (min(max(end &- start, 3), 7) &- 3) &>> 1 }
  }

  mutating func beginText() {
    words.removeAll()
    sentenceStarts.removeAll()
    endsSentence = true
    weight = 0
  }

  /// Adds the next word of the text. `start` and `end`: its offsets in bytes.
  @inline(__always)
  mutating func add(_ start: Int, _ end: Int, in text: UnsafeBufferPointer<UInt8>) {
    sentenceStarts.append(words.count, if: endsSentence)
    endsSentence = end < text.count && Self.endsSentence(text[end])
    let word = Word(
      start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
      weightBefore: weight)
    weight &+= word.weight
    words.append(word)
  }

  /// Returns the range of the excerpt, in bytes.
  func range(of text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    guard text.count > Self.maximumLength else { return 0..<text.count }
    let (words, sentenceStarts) = (words.buffer, sentenceStarts.buffer)
    guard let first = sentenceStarts.first else {
      return 0..<Self.characterEnd(text, atMost: Self.maximumLength)
    }
    // The index after the last word that fits. It never decreases from one sentence to the next.
    // The first sentence gets a bonus of a quarter.
    var end = first
    var best = (word: first, weight: weight(words, from: first, to: &end) * 5 / 4)
    for sentenceStart in sentenceStarts.dropFirst() {
      // Skip sentences with less than half an excerpt left in the text.
      guard Int(words[sentenceStart].start) + Self.maximumLength / 2 <= text.count else { break }
      let weight = weight(words, from: sentenceStart, to: &end)
      if weight > best.weight { best = (sentenceStart, weight) }
    }
    let start = best.word == first ? 0 : Int(words[best.word].start)
    return start..<Self.end(words[best.word...], from: start, in: text)
  }

  /// Returns the total weight of the words that fit in an excerpt from `first` on. `end`: an
  /// index up to which all words fit. On return, the index after the last word that fits.
  private func weight(
    _ words: UnsafeBufferPointer<Word>, from first: Int, to end: inout Int
  ) -> Int {
    let limit = words[first].start + Int32(Self.maximumLength)
    while end < words.count, words[end].end <= limit { end += 1 }
    let after = end < words.count ? words[end].weightBefore : weight
    return Int(after - words[first].weightBefore)
  }

  /// Returns the end of the excerpt: that of a word, or of a character if no whole word fits.
  private static func end(
    _ words: Slice<UnsafeBufferPointer<Word>>, from start: Int,
    in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    if text.count - start <= maximumLength { return text.count }
    let fitting = words.prefix { Int($0.end) <= start + maximumLength }
    if let last = fitting.last { return Int(last.end) }
    return start + characterEnd(text, atMost: maximumLength, from: start)
  }

  /// Returns the largest number of bytes, at most `limit`, that does not cut a character.
  private static func characterEnd(
    _ text: UnsafeBufferPointer<UInt8>, atMost limit: Int, from start: Int = 0
  ) -> Int {
    var count = limit
    while count > 0, text[start + count] & 0xC0 == 0x80 { count -= 1 }
    return count
  }

  /// Whether the byte is a full stop, `!`, `?` or a line feed.
  @inline(__always)
  private static func endsSentence(_ byte: UInt8) -> Bool {
    // A set of bits instead of a branch, because the ends of sentences are unpredictable.
    let terminators: UInt64 = 1 << 0x0A | 1 << 0x21 | 1 << 0x2E | 1 << 0x3F
    return (byte < 64 ? terminators : 0) &>> UInt64(byte) & 1 != 0
  }
}
