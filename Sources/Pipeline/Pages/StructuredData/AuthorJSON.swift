import Content
import Diagnostics
import Forum
import Localisation
import Mustache

/// An author as a Person of schema.org. A former member has only a name, which is the theme's
/// text for former members.
struct AuthorJSON {
  private let name: String
  private let url: String?
  private let role: String?

  init(_ member: Member, _ wording: Wording, _ site: BaseURL) {
    name = wording.name(of: member)
    url = member.url.map(site.absolute)
    role = member.role?.label
  }

  func append(to json: inout [UInt8]) {
    appendUTF8(##"{"@type":"Person","name":"##, to: &json)
    appendJSONString(name, to: &json)
    if let url { appendJSON("url", url, to: &json) }
    if let role { appendJSON("jobTitle", role, to: &json) }
    appendUTF8("}", to: &json)
  }
}
