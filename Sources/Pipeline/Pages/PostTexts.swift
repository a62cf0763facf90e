import Content
package import Forum
import Localisation
import Theme

/// What others than pages show of posts: texts and names with those of former members replaced. One for
/// each worker: it keeps scratch memory.
package final class PostTexts {
  private let views: SiteViews
  private let bodies: BodyRenderer

  package init(_ site: Site) {
    views = site.views
    bodies = BodyRenderer(views.forum, views.wording)
  }

  /// Appends the author's own words as plain text, without quotes and code. `path`: the thread's file,
  /// below content/.
  package func appendWords(of body: ArraySlice<UInt8>, in path: String, to text: inout [UInt8]) {
    bodies.appendWords(of: body, in: path, to: &text)
  }

  package func name(of member: Member) -> String { views.wording.name(of: member) }

  /// What stands for the name of who left.
  package var formerMember: String { views.wording[.formerMember] }

  package func redacted(_ text: String) -> String { views.redacted(text) }
}
