// The SafeHTML room: text that may stand in a page. The type is the permission; `appendEscaped` is
// the one function that turns text into it.

/// HTML that may be written into a page as it is, in UTF-8.
///
/// Who makes one other than by `escaping:` vouches for it: only the Markdown renderer, the template
/// engine and the structured data in Pages do.
package struct SafeHTML: Hashable, Sendable {
  package let bytes: [UInt8]

  /// Text, with everything that means something to HTML escaped.
  package init(escaping text: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    appendEscaped(text, to: &bytes)
    self.bytes = bytes
  }

  /// Bytes that the caller has made safe.
  package init(vouchedFor bytes: [UInt8]) {
    self.bytes = bytes
  }

  package static let empty = SafeHTML(vouchedFor: [])
}
