package import Diagnostics

/// An entry of members.yml.
package struct MemberEntry: Sendable {
  package let name: YAMLScalar
  package let role: YAMLScalar?
  package let joined: Day?
  /// Markdown.
  package let bio: YAMLScalar?
  /// Whether the member asked to be forgotten.
  package let isFormer: Bool
  /// Whether the member has died.
  package let isInMemory: Bool
}

/// An entry of glossary.yml.
package struct GlossaryTerm: Sendable {
  package let term: YAMLScalar
  package let means: String
  package let also: [YAMLScalar]
}

/// The parsed board.md of a board.
package struct BoardDocument: Sendable {
  package let source: SourceText
  package let title: String
  package let description: String
  package let order: Int
  package let category: String?
  /// Path of a page, relative to the content folder.
  package let disclaimer: YAMLScalar?
  package let isClosed: Bool
  package let postOrder: PostOrder?
  package let aliases: [YAMLScalar]
  package let body: Range<Int>
}

/// A parsed file of pages/.
package struct PageDocument: Sendable {
  package let source: SourceText
  package let title: String
  package let description: String
  package let slug: YAMLScalar?
  package let aliases: [YAMLScalar]
  package let body: Range<Int>
}
