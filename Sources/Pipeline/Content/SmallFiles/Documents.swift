package import Diagnostics

/// An entry of members.yml.
package struct MemberEntry: Sendable {
  package let name: LocatedText
  package let role: LocatedText?
  package let joined: Day?
  /// Markdown.
  package let bio: LocatedText?
  /// Whether the member asked to be forgotten.
  package let isFormer: Bool
  /// Whether the member has died.
  package let isInMemory: Bool
}

/// An entry of glossary.yml.
package struct GlossaryTerm: Sendable {
  package let term: LocatedText
  package let means: String
  package let also: [LocatedText]
}

/// The parsed board.md of a board.
package struct BoardDocument: Sendable {
  package let source: SourceText
  package let title: String
  package let description: String
  package let order: Int
  package let category: String?
  /// Path of a page, relative to the content folder.
  package let disclaimer: LocatedText?
  package let isClosed: Bool
  package let postOrder: PostOrder?
  package let aliases: [LocatedText]
  package let body: Range<Int>
}

/// A parsed file of pages/.
package struct PageDocument: Sendable {
  package let source: SourceText
  package let title: String
  package let description: String
  package let slug: LocatedText?
  package let aliases: [LocatedText]
  package let body: Range<Int>
}
