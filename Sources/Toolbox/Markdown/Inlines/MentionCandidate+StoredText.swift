extension MentionCandidate {
  /// Creates the candidate that `text` would be after an `@`. Nil if no name can begin there.
  ///
  /// Used for text that was stored without its surroundings, but with its quotes.
  package init?(afterAt text: String) {
    let bytes = [UInt8(ascii: "@")] + Array(text.utf8)
    let found = bytes.withUnsafeBufferPointer { FoundMention(in: $0, at: 0) }
    guard let found else { return nil }
    self = found.candidate
  }

  /// Text to be stored, from which `init(afterAt:)` restores the candidate.
  package var storedText: String {
    let name = String(decoding: text, as: UTF8.self)
    return isQuoted ? "\"\(name)\"" : name
  }
}
