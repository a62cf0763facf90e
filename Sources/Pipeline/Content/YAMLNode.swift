/// A node of YAML with the byte offset in its file at which it begins.
///
/// Scalars are taken as they are written: `No`, `1984` and `~` are text.
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

  /// What a diagnostic calls it.
  var noun: String {
    switch self {
    case .scalar: "text"
    case .list: "a list"
    case .mapping: "keys and values"
    }
  }
}

/// A scalar's text and place.
package struct YAMLScalar: Hashable, Sendable {
  package let text: String
  package let offset: Int

  package init(text: String, offset: Int) {
    self.text = text
    self.offset = offset
  }
}

/// A key and its value, in the order of the file.
package struct YAMLEntry: Hashable, Sendable {
  package let key: YAMLScalar
  package let value: YAMLNode
}
