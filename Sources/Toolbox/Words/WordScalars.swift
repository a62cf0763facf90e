/// The characters of words.
extension Unicode.Scalar {
  /// Whether the scalar is a letter, mark or digit of any script (Unicode general categories L, M
  /// and N).
  @inlinable package var isPartOfWord: Bool {
    if isASCII { return (value | 0x20) &- 0x61 < 26 || value &- 0x30 < 10 }
    return hasWordCategory
  }

  /// Whether the scalar is the apostrophe of a keyboard, or the one that phones type.
  @inlinable package var isApostrophe: Bool { self == "'" || self == "\u{2019}" }

  @usableFromInline var hasWordCategory: Bool {
    let category = properties.generalCategory
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return category.isMark
    }
  }
}

extension Unicode.GeneralCategory {
  var isMark: Bool {
    self == .nonspacingMark || self == .spacingMark || self == .enclosingMark
  }
}
