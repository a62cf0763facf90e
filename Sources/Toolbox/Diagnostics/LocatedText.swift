/// A text that an author wrote, with its byte offset in the file.
package struct LocatedText: Hashable, Sendable {
  package let text: String
  package let offset: Int

  package init(text: String, offset: Int) {
    self.text = text
    self.offset = offset
  }
}
