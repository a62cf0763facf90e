/// The links and mentions of a text, which can be resolved only when the whole forum is known.
package struct References: Sendable {
  /// Links and images whose target is in this forum.
  package let links: [LocalLink]
  /// Possible mentions. Each text is listed once.
  package let mentions: [PossibleMention]

  package init(links: [LocalLink], mentions: [PossibleMention]) {
    self.links = links
    self.mentions = mentions
  }
}

/// A link or an image that the forum has to resolve.
package struct LocalLink: Hashable, Sendable {
  package let target: LocalTarget
  package let isImage: Bool
  /// The destination as written, for diagnostics.
  package let text: String
  package let offset: Int

  package init(target: LocalTarget, isImage: Bool, text: String, offset: Int) {
    self.target = target
    self.isImage = isImage
    self.text = text
    self.offset = offset
  }
}

/// Text after an `@` that may be the name of a member.
package struct PossibleMention: Hashable, Sendable {
  package let text: String
  package let offset: Int

  package init(text: String, offset: Int) {
    self.text = text
    self.offset = offset
  }
}
