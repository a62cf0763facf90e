import Content
import Diagnostics
import Forum
import Mustache

/// A thread as JSON-LD: schema.org's DiscussionForumPosting, for machines that read pages.
struct StructuredData {
  let views: SiteViews
  let thread: ForumThread
  /// The beginning of the first post; empty where it is not to be shown.
  let text: String

  /// Appends the JSON. Every string goes through `appendJSONString`, which escapes `<`, `>` and `&`
  /// too: nothing in it can end the script element.
  func append(page number: Int, to output: inout [UInt8]) {
    append(
      ##"{"@context":"https://schema.org","@type":"DiscussionForumPosting","headline":"##, &output)
    appendJSONString(thread.title, to: &output)
    append(##","url":"##, &output)
    appendURL(views.forum.urls.page(number, of: thread.url), &output)
    append(##","datePublished":""##, &output)
    thread.started.appendMachineText(to: &output)
    append("\"", &output)
    appendAuthor(to: &output)
    if !text.isEmpty {
      append(##","text":"##, &output)
      appendJSONString(text, to: &output)
    }
    append("}", &output)
  }

  private func appendAuthor(to output: inout [UInt8]) {
    let first = thread.posts[0]
    guard !first.isRemoved, first.member >= 0 else { return }
    let member = views.forum.members[Int(first.member)]
    append(##","author":{"@type":"Person","name":"##, &output)
    let name = member.isFormer ? views.wording[.formerMember] : member.name.shown
    appendJSONString(name, to: &output)
    if let url = member.url {
      append(##","url":"##, &output)
      appendURL(url, &output)
    }
    append("}", &output)
  }

  /// Absolute.
  private func appendURL(_ url: String, _ output: inout [UInt8]) {
    append("\"", &output)
    appendJSONContent(views.forum.settings.url.origin, to: &output)
    appendJSONContent(url, to: &output)
    append("\"", &output)
  }

  private func append(_ json: String, _ output: inout [UInt8]) {
    Mustache.append(json, to: &output)
  }
}
