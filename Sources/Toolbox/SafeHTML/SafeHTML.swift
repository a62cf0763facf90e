// The SafeHTML module: the type of HTML that pages may contain unescaped, and the escaping of
// text. Entry points: `SafeHTML` and `appendEscaped`.

/// HTML that may be written into a page without escaping, in UTF-8.
///
/// Code that calls `init(trusted:)` guarantees that the bytes are safe. Outside this module
/// only Pages calls it, for the output of the Markdown renderer and for constants.
package struct SafeHTML: Hashable, Sendable {
  package let bytes: [UInt8]

  /// Creates safe HTML from text by escaping all characters that have a meaning in HTML.
  package init(escaping text: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    appendEscaped(text, to: &bytes)
    self.bytes = bytes
  }

  /// Creates safe HTML from bytes that the caller guarantees to be safe.
  package init(trusted bytes: [UInt8]) {
    self.bytes = bytes
  }

  package static let empty = SafeHTML(trusted: [])
}
