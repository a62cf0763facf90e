/// What a text refers to that only the whole forum can resolve.
package struct References: Sendable {
  /// Links and images that name something of this forum.
  package let links: [LocalLink]
  /// What may be mentions, each text once.
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
  /// As it was written, for a diagnostic.
  package let text: String
  package let offset: Int

  package init(target: LocalTarget, isImage: Bool, text: String, offset: Int) {
    self.target = target
    self.isImage = isImage
    self.text = text
    self.offset = offset
  }
}

/// What stands behind an `@` that may be a mention.
package struct PossibleMention: Hashable, Sendable {
  package let text: String
  package let offset: Int

  package init(text: String, offset: Int) {
    self.text = text
    self.offset = offset
  }
}
