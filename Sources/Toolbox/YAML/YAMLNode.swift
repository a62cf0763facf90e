package import Diagnostics

/// A YAML node with its byte offset in the file.
///
/// Scalars are taken as they are written: `No`, `1984` and `~` are texts.
package enum YAMLNode: Hashable, Sendable {
  case scalar(LocatedText)
  case list([YAMLNode], offset: Int)
  case mapping([YAMLEntry], offset: Int)

  package var offset: Int {
    switch self {
    case .scalar(let scalar): scalar.offset
    case .list(_, let offset), .mapping(_, let offset): offset
    }
  }

  /// Name of the node's kind in diagnostics.
  package var noun: String {
    switch self {
    case .scalar: "text"
    case .list: "a list"
    case .mapping: "a group of 'key: value' lines"
    }
  }
}

/// A key of a mapping, with its value.
package struct YAMLEntry: Hashable, Sendable {
  package let key: LocatedText
  package let value: YAMLNode

  package init(key: LocatedText, value: YAMLNode) {
    self.key = key
    self.value = value
  }
}
