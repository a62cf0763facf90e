/// Text between markup as it is shown, outside headings, links, code, mentions and alt texts.
package struct RunningText {
  /// Not yet escaped. The lines of a paragraph are one piece, joined by line feeds.
  package let bytes: UnsafeBufferPointer<UInt8>
  /// Scalars shown directly before and after the text on its line, which may belong to the same
  /// word.
  package let before: Unicode.Scalar?
  package let after: Unicode.Scalar?
  /// Offset in bytes. The text before it has already been searched and appended.
  package var position = 0

  package init(
    _ bytes: UnsafeBufferPointer<UInt8>, before: Unicode.Scalar? = nil,
    after: Unicode.Scalar? = nil
  ) {
    self.bytes = bytes
    self.before = before
    self.after = after
  }
}

/// An explanation of a term in running text: the term becomes a link to its meaning, which
/// follows it.
///
/// The meaning is a `span` of class `meaning`. A style sheet may hide it until it is the target
/// of the link. After it, a link of class `close` leads back to the term.
package struct Explanation {
  /// Range in bytes of the running text.
  package var term: Range<Int>
  /// Offset in bytes at which the meaning is inserted: the end of the term, or of the word that
  /// contains it.
  package var meaningOffset: Int
  package var meaning: String
  /// Identifiers that are unique in the page.
  package var termID: String
  package var meaningID: String
  /// Text of the link that leads back.
  package var backLinkText: String

  package init(
    term: Range<Int>, meaningOffset: Int, meaning: String, termID: String, meaningID: String,
    backLinkText: String
  ) {
    self.term = term
    self.meaningOffset = meaningOffset
    self.meaning = meaning
    self.termID = termID
    self.meaningID = meaningID
    self.backLinkText = backLinkText
  }

  /// Returns whether the explanation is within the rest of the text, because the callback's
  /// result is not trusted.
  func isValid(in text: RunningText) -> Bool {
    text.position <= term.lowerBound && !term.isEmpty && term.upperBound <= meaningOffset
      && meaningOffset <= text.bytes.count
  }
}
