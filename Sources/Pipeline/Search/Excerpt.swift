/// The part of a post that its result shows: two lines.
///
/// Chosen when the index is built, for a reader's telephone cannot load twenty posts to look where the
/// words stand: the sentence, and what follows it, that says most in long words. Greetings and small words
/// say little, and what people look for are words of some length.
struct ExcerptFinder: ~Copyable {
  /// In bytes.
  static let limit = 150

  private var words = Growing<Word>()
  /// Indices of words that begin a sentence.
  private var beginnings = Growing<Int>()
  private var endsSentence = true
  private var weight: Int32 = 0

  struct Word: BitwiseCopyable {
    let start: Int32
    let end: Int32
    /// Of all words before it.
    let weightBefore: Int32

    /// 0 of up to four bytes, 1 of five and six, else 2; without a branch, for no processor foresees them.
    var weight: Int32 { (min(max(end &- start, 3), 7) &- 3) &>> 1 }
  }

  mutating func begin() {
    words.removeAll()
    beginnings.removeAll()
    endsSentence = true
    weight = 0
  }

  /// To be called for each word of the text, in order.
  @inline(__always)
  mutating func add(_ start: Int, _ end: Int, in text: UnsafeBufferPointer<UInt8>) {
    beginnings.append(words.count, if: endsSentence)
    endsSentence = end < text.count && Self.endsSentence(text[end])
    let word = Word(
      start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
      weightBefore: weight)
    weight &+= word.weight
    words.append(word)
  }

  /// What to show of the text.
  func range(of text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    guard text.count > Self.limit else { return 0..<text.count }
    let (words, beginnings) = (words.buffer, beginnings.buffer)
    guard let first = beginnings.first else { return 0..<Self.signEnd(text, atMost: Self.limit) }
    // Behind the last word that is shown, as each beginning shows further ones than the one before.
    var end = first
    var best = (word: first, weight: weight(words, from: first, to: &end) * 5 / 4)
    for beginning in beginnings.dropFirst() {
      // A short rest at the end shows less than its sentence and those before.
      guard Int(words[beginning].start) + Self.limit / 2 <= text.count else { break }
      let weight = weight(words, from: beginning, to: &end)
      if weight > best.weight { best = (beginning, weight) }
    }
    let start = best.word == first ? 0 : Int(words[best.word].start)
    return start..<Self.end(words[best.word...], from: start, in: text)
  }

  /// Of the words that fit in. `end`: behind one of them, and afterwards behind the last.
  private func weight(
    _ words: UnsafeBufferPointer<Word>, from first: Int, to end: inout Int
  ) -> Int {
    let limit = words[first].start + Int32(Self.limit)
    while end < words.count, words[end].end <= limit { end += 1 }
    let after = end < words.count ? words[end].weightBefore : weight
    return Int(after - words[first].weightBefore)
  }

  /// Behind a word.
  private static func end(
    _ words: Slice<UnsafeBufferPointer<Word>>, from start: Int,
    in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    if text.count - start <= limit { return text.count }
    let fitting = words.prefix { Int($0.end) <= start + limit }
    if let last = fitting.last { return Int(last.end) }
    return start + signEnd(text, atMost: limit, from: start)
  }

  /// So many bytes at most, and no half character.
  private static func signEnd(
    _ text: UnsafeBufferPointer<UInt8>, atMost limit: Int, from start: Int = 0
  ) -> Int {
    var count = limit
    while count > 0, text[start + count] & 0xC0 == 0x80 { count -= 1 }
    return count
  }

  /// A full stop, `!`, `?` or a line's end.
  @inline(__always)
  private static func endsSentence(_ byte: UInt8) -> Bool {
    // By a bit each: where sentences end, no processor foresees.
    let signs: UInt64 = 1 << 0x0A | 1 << 0x21 | 1 << 0x2E | 1 << 0x3F
    return (byte < 64 ? signs : 0) &>> UInt64(byte) & 1 != 0
  }
}
