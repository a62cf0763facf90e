/// Recognises URLs in text without brackets (GitHub Flavored Markdown Spec 0.29, section 6.9).
enum BareURL {
  /// Returns the end of the URL that begins at `start`, or nil if there is none. The byte before
  /// the URL is not checked (see `mayFollow`).
  ///
  /// - Parameter endsAtMarkup: whether bytes that end code or a link's text also end the URL.
  ///   Used for sources, in which code is not yet known.
  static func end(
    in text: UnsafeBufferPointer<UInt8>, from start: Int, endsAtMarkup: Bool = false
  ) -> Int? {
    guard let host = hostStart(in: text, from: start),
      let hostEnd = validHostEnd(in: text, from: host)
    else { return nil }
    var end = hostEnd
    while end < text.count, !endsURL(text, at: end), !(endsAtMarkup && isMarkup(text[end])) {
      end += 1
    }
    end = withoutTrailingPunctuation(text, start: start, end: end)
    return end > host ? end : nil
  }

  /// Returns whether a URL may begin directly after `byte`.
  static func mayFollow(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "("): true
    default: isASCIIWhitespace(byte)
    }
  }

  static func needsScheme(_ url: UnsafeBufferPointer<UInt8>) -> Bool {
    url.first.map { $0 | 0x20 } == UInt8(ascii: "w")
  }
}

extension BareURL {
  /// Bytes, as in the domain name system. Without a limit, a repeated `_www.` would be read again
  /// from each `www.`.
  private static let maximumHostLength = 253

  /// Returns the index after the scheme. `www.` is part of the host.
  private static func hostStart(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    if hasPrefix("www.", text, start) { return start }
    if hasPrefix("http://", text, start) { return start + 7 }
    return hasPrefix("https://", text, start) ? start + 8 : nil
  }

  /// - Parameter prefix: in lower case.
  private static func hasPrefix(
    _ prefix: StaticString, _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard text.count - start >= count else { return false }
    for index in 0..<count {
      let byte = text[start + index]
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      if (isUpper ? byte | 0x20 : byte) != prefix.utf8Start[index] { return false }
    }
    return true
  }

  /// Returns the end of a valid host: two or more segments of letters, digits, `_` and `-`,
  /// separated by dots, without `_` in the last two.
  private static func validHostEnd(
    in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    var end = start
    while end < text.count, end - start <= maximumHostLength,
      isHostByte(text, at: end) || isInnerDot(text, at: end, after: start)
    {
      end += 1
    }
    if end - start > maximumHostLength { return nil }
    var dots = 0
    for byte in text[start..<end].reversed() where dots < 2 {
      if byte == UInt8(ascii: "_") { return nil }
      if byte == UInt8(ascii: ".") { dots += 1 }
    }
    return dots > 0 ? end : nil
  }

  private static func isInnerDot(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, after start: Int
  ) -> Bool {
    text[index] == UInt8(ascii: ".") && index > start && index + 1 < text.count
      && isHostByte(text, at: index + 1)
  }

  private static func isHostByte(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let byte = text[index]
    if byte < 0x80 {
      return isASCIIAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
    // Letters of any script. White space and U+2000 to U+203F (quotes, dashes) are not part of a
    // host.
    return !(byte == 0xE2 && index + 1 < text.count && text[index + 1] == 0x80)
      && nonASCIIWhitespaceLength(text, at: index) == nil
  }

  private static func endsURL(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let byte = text[index]
    return isASCIIWhitespace(byte) || byte == UInt8(ascii: "<")
      || nonASCIIWhitespaceLength(text, at: index) != nil
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "`") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "\\")
  }

  /// Returns the end without trailing `?!.,:*_~'"`, unmatched `)` and entities such as `&copy;`.
  private static func withoutTrailingPunctuation(
    _ text: UnsafeBufferPointer<UInt8>, start: Int, end: Int
  ) -> Int {
    var end = end
    var unmatched = unmatchedClosingCount(text[start..<end])
    while end > start {
      switch text[end - 1] {
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","),
        UInt8(ascii: ":"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"),
        UInt8(ascii: "'"), UInt8(ascii: "\""):
        end -= 1
      case UInt8(ascii: ")") where unmatched > 0: (end, unmatched) = (end - 1, unmatched - 1)
      case UInt8(ascii: ";"):
        guard let entity = entityStart(text[start..<end]) else { return end }
        end = entity
      default: return end
      }
    }
    return end
  }

  private static func unmatchedClosingCount(_ url: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var unmatched = 0
    for byte in url {
      if byte == UInt8(ascii: "(") { unmatched -= 1 }
      if byte == UInt8(ascii: ")") { unmatched += 1 }
    }
    return unmatched
  }

  /// Returns the index of the `&` of an entity that ends with the URL's last byte.
  private static func entityStart(_ url: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    let name = url.dropLast().reversed().prefix { isASCIIAlphanumeric($0) }.count
    let ampersand = url.endIndex - 2 - name
    guard name > 0, ampersand >= url.startIndex, url[ampersand] == UInt8(ascii: "&") else {
      return nil
    }
    return ampersand
  }
}
