import Content
package import Forum
import Localisation
import Theme

/// Texts and names of posts for uses other than pages, with the names of former members replaced.
/// Each worker needs its own instance, because it contains scratch memory.
package final class PostTexts {
  private let views: SiteViews
  private let bodies: BodyRenderer

  package init(_ site: Site) {
    views = site.views
    bodies = BodyRenderer(views.forum, views.wording)
  }

  /// Appends the author's own words as plain text, without block quotes and code. `path` is the
  /// thread's file, relative to content/.
  package func appendWords(of body: ArraySlice<UInt8>, in path: String, to text: inout [UInt8]) {
    bodies.appendWords(of: body, in: path, to: &text)
  }

  package func name(of member: Member) -> String { views.wording.name(of: member) }

  /// Text that replaces the name of a former member.
  package var formerMember: String { views.wording[.formerMember] }

  package func redacted(_ text: String) -> String { views.redacted(text) }
}
