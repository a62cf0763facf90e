/// The part of a post that its result shows: two lines.
///
/// Chosen when the index is built, for a reader's telephone cannot load twenty posts to look where the
/// words stand: the sentence, and what follows it, that says most in long words. Greetings and small words
/// say little, and what people look for are words of some length.
struct ExcerptFinder {
  /// In bytes.
  static let limit = 180

  private var words: [(start: Int, end: Int, weight: Int)] = []
  /// Indices of words that begin a sentence.
  private var beginnings: [Int] = []

  mutating func begin() {
    words.removeAll(keepingCapacity: true)
    beginnings.removeAll(keepingCapacity: true)
  }

  /// To be called for each word of the text, in order.
  mutating func add(_ start: Int, _ end: Int, in text: UnsafeBufferPointer<UInt8>) {
    let beginsSentence = words.last.map { Self.endsSentence(text[$0.end]) } ?? true
    if beginsSentence { beginnings.append(words.count) }
    let length = end - start
    words.append((start, end, length >= 7 ? 2 : length >= 5 ? 1 : 0))
  }

  /// What to show of the text.
  func range(of text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    guard text.count > Self.limit else { return 0..<text.count }
    guard let first = beginnings.first else { return 0..<Self.signEnd(text, atMost: Self.limit) }
    var best = (word: first, weight: weight(from: first) * 5 / 4)
    for beginning in beginnings.dropFirst() {
      // A short rest at the end shows less than its sentence and those before.
      guard words[beginning].start + Self.limit / 2 <= text.count else { break }
      let weight = weight(from: beginning)
      if weight > best.weight { best = (beginning, weight) }
    }
    let start = best.word == first ? 0 : words[best.word].start
    return start..<end(from: start, in: text)
  }

  private func weight(from word: Int) -> Int {
    let end = words[word].start + Self.limit
    var (sum, index) = (0, word)
    while index < words.count, words[index].end <= end {
      sum += words[index].weight
      index += 1
    }
    return sum
  }

  /// Behind a word.
  private func end(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    if text.count - start <= Self.limit { return text.count }
    let last = words.last { $0.end <= start + Self.limit }?.end ?? start
    return last > start ? last : start + Self.signEnd(text, atMost: Self.limit, from: start)
  }

  /// So many bytes at most, and no half character.
  private static func signEnd(
    _ text: UnsafeBufferPointer<UInt8>, atMost limit: Int, from start: Int = 0
  ) -> Int {
    var count = limit
    while count > 0, text[start + count] & 0xC0 == 0x80 { count -= 1 }
    return count
  }

  private static func endsSentence(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
      || byte == 0x0A
  }
}
