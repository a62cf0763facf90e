import Content
import Diagnostics
import Forum
import SafeHTML

/// A thread as JSON-LD: schema.org's DiscussionForumPosting, for machines that read pages.
struct StructuredData {
  let views: SiteViews
  let thread: ForumThread
  /// The beginning of the first post; empty where it is not to be shown.
  let text: String

  /// Every string goes through `jsonString`, which escapes `<`, `>` and `&` too: nothing in it can
  /// end the script element.
  func html(page number: Int) -> SafeHTML {
    let site = views.forum.settings.url
    let url = views.forum.urls.page(number, of: thread.url)
    var members = [
      "\"@context\":\"https://schema.org\"", "\"@type\":\"DiscussionForumPosting\"",
      "\"headline\":\(jsonString(thread.title))",
      "\"url\":\(jsonString(site.absolute(url)))",
      "\"datePublished\":\(jsonString(thread.started.machineText))",
    ]
    if let author { members.append("\"author\":\(author)") }
    if !text.isEmpty { members.append("\"text\":\(jsonString(text))") }
    return SafeHTML(vouchedFor: Array("{\(members.joined(separator: ","))}".utf8))
  }

  private var author: String? {
    let first = thread.posts[0]
    guard !first.isRemoved, first.member >= 0 else { return nil }
    let member = views.forum.members[Int(first.member)]
    let name = member.isFormer ? views.wording[.formerMember] : member.name.shown
    let url = member.url.map {
      ",\"url\":\(jsonString(views.forum.settings.url.absolute($0)))"
    }
    return "{\"@type\":\"Person\",\"name\":\(jsonString(name))\(url ?? "")}"
  }
}
