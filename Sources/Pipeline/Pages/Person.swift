import Content
import Diagnostics
import Forum
import Localisation
import Mustache

/// An author as schema.org has it. A former member has a name only, and that is the theme's.
struct Person {
  private let name: String
  private let url: String?
  private let role: String?

  init(_ member: Member, _ wording: Wording, _ site: SiteURL) {
    name = wording.name(of: member)
    url = member.url.map(site.absolute)
    role = member.role?.label
  }

  func append(to json: inout [UInt8]) {
    Mustache.append(##"{"@type":"Person","name":"##, to: &json)
    appendJSONString(name, to: &json)
    if let url { appendJSON("url", url, to: &json) }
    if let role { appendJSON("jobTitle", role, to: &json) }
    Mustache.append("}", to: &json)
  }
}
