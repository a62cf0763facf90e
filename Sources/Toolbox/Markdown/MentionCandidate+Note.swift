extension MentionCandidate {
  /// The candidate that `text` is when it stands behind an `@`; nil when no name can begin there.
  ///
  /// For text that was noted without its surroundings: its source, quotes included.
  package init?(behindAt text: String) {
    let bytes = [UInt8(ascii: "@")] + Array(text.utf8)
    let found = bytes.withUnsafeBufferPointer { FoundMention(in: $0, at: 0) }
    guard let found else { return nil }
    self = found.candidate
  }

  /// The text as it is noted to be looked up later: `init(behindAt:)` gives the candidate back.
  package var note: String {
    let name = String(decoding: text, as: UTF8.self)
    return isQuoted ? "\"\(name)\"" : name
  }
}
