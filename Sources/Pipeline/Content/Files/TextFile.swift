package import Diagnostics

/// The text of a file that is valid UTF-8 and not larger than `maximumSize`.
package struct TextFile {
  package let source: SourceText
  /// Offset of the text, after a byte order mark if there is one.
  package let start: Int
  package let stamp: SourceStamp

  /// In bytes.
  package static let maximumSize = 16 << 20
}

extension TextFile {
  init(_ source: SourceText, _ stamp: SourceStamp) {
    self.init(
      source: source, start: source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, stamp: stamp)
  }
}
