/// A YAML node with its byte offset in the file.
///
/// Scalars are taken as they are written: `No`, `1984` and `~` are texts.
package enum YAMLNode: Hashable, Sendable {
  case scalar(YAMLScalar)
  case list([YAMLNode], offset: Int)
  case mapping([YAMLEntry], offset: Int)

  var offset: Int {
    switch self {
    case .scalar(let scalar): scalar.offset
    case .list(_, let offset), .mapping(_, let offset): offset
    }
  }

  /// Name of the node's kind in diagnostics.
  var noun: String {
    switch self {
    case .scalar: "text"
    case .list: "a list"
    case .mapping: "a group of 'key: value' lines"
    }
  }
}

/// A scalar with its byte offset in the file.
package struct YAMLScalar: Hashable, Sendable {
  package let text: String
  package let offset: Int

  package init(text: String, offset: Int) {
    self.text = text
    self.offset = offset
  }
}

/// A key of a mapping, with its value.
package struct YAMLEntry: Hashable, Sendable {
  package let key: YAMLScalar
  package let value: YAMLNode
}
