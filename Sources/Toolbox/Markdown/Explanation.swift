/// Text between markup, as it is shown: in no heading, link, code, mention or alt text.
package struct RunningText {
  /// Not yet escaped. A paragraph's lines stand in one piece, with a line feed between them.
  package let bytes: UnsafeBufferPointer<UInt8>
  /// What is shown right before and right behind it on its line: a word may begin or go on there.
  package let before: Unicode.Scalar?
  package let after: Unicode.Scalar?
  /// In bytes. What stands before it has been dealt with.
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

/// A term that is explained where it stands: it becomes a link to its meaning, which follows it.
///
/// The meaning is a `span` of class `meaning`, which a style sheet may hide until it is the target of
/// the link; behind it a link of class `close` leads back to the term.
package struct Explanation {
  /// In bytes of the running text.
  package var term: Range<Int>
  /// Where the meaning goes: behind the term, or behind the rest of the word that it is part of.
  package var place: Int
  package var meaning: String
  /// Identifiers that are the page's only ones.
  package var termID: String
  package var meaningID: String
  /// The words of the link that leads back.
  package var close: String

  package init(
    term: Range<Int>, place: Int, meaning: String, termID: String, meaningID: String,
    close: String
  ) {
    self.term = term
    self.place = place
    self.meaning = meaning
    self.termID = termID
    self.meaningID = meaningID
    self.close = close
  }

  /// What the rule says is not trusted to lie in what is left of the text.
  func lies(in text: RunningText) -> Bool {
    text.position <= term.lowerBound && !term.isEmpty && term.upperBound <= place
      && place <= text.bytes.count
  }
}
