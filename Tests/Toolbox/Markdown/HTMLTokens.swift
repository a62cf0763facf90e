/// A tag as a browser would parse it.
struct Tag: Equatable {
  var name: String
  var isEnd = false
  var attributes: [(name: String, value: String)] = []

  static func == (left: Tag, right: Tag) -> Bool {
    left.name == right.name && left.isEnd == right.isEnd
  }
}

struct MalformedHTMLError: Error {
  let rest: String
}

/// Returns all tags of an HTML text. Stricter than browsers: throws `MalformedHTMLError` if a `<`
/// does not begin a tag whose attributes are all quoted.
func tags(of html: String) throws -> [Tag] {
  var rest = Array(html.unicodeScalars)[...]
  var tags: [Tag] = []
  while let open = rest.firstIndex(of: "<") {
    rest = rest[(open + 1)...]
    tags.append(try tag(&rest))
  }
  return tags
}

private func tag(_ rest: inout ArraySlice<Unicode.Scalar>) throws -> Tag {
  var tag = Tag(name: "")
  if rest.first == "/" {
    tag.isEnd = true
    rest.removeFirst()
  }
  tag.name = word(&rest)
  while rest.first == " " {
    rest.removeFirst()
    if rest.first == "/" {
      rest.removeFirst()
      break
    }
    tag.attributes.append(try attribute(&rest))
  }
  guard !tag.name.isEmpty, rest.popFirst() == ">" else {
    throw MalformedHTMLError(rest: text(rest))
  }
  return tag
}

private func attribute(
  _ rest: inout ArraySlice<Unicode.Scalar>
) throws -> (name: String, value: String) {
  let name = word(&rest)
  guard rest.popFirst() == "=", rest.popFirst() == "\"", let end = rest.firstIndex(of: "\"") else {
    throw MalformedHTMLError(rest: text(rest))
  }
  let value = text(rest[..<end])
  rest = rest[(end + 1)...]
  guard !value.contains("<") else { throw MalformedHTMLError(rest: value) }
  return (name, value)
}

private func word(_ rest: inout ArraySlice<Unicode.Scalar>) -> String {
  let word = rest.prefix { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) }
  rest = rest.dropFirst(word.count)
  return text(word)
}

private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
  String(String.UnicodeScalarView(scalars.prefix(2000)))
}

/// Returns the name of the first tag that is closed in the wrong order, or of a tag that is left
/// open.
func firstUnbalanced(_ tags: [Tag]) -> String? {
  var open: [String] = []
  for tag in tags where !["br", "hr", "img"].contains(tag.name) {
    if !tag.isEnd {
      open.append(tag.name)
    } else if open.popLast() != tag.name {
      return tag.name
    }
  }
  return open.last
}
