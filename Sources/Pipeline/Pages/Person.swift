import Content
import Diagnostics
import Forum
import Mustache

/// An author as schema.org has it. A former member has a name only, and that is the theme's.
struct Person {
  private let name: String
  private let url: String?
  private let role: String?

  init(_ member: Member, _ wording: Wording, _ site: SiteURL) {
    name = member.isFormer ? wording[.formerMember] : member.name.shown
    url = member.url.map(site.absolute)
    role = member.role?.label
  }

  func append(to json: inout [UInt8]) {
    Mustache.append(##"{"@type":"Person","name":"##, to: &json)
    appendJSONString(name, to: &json)
    append("url", url, to: &json)
    append("jobTitle", role, to: &json)
    Mustache.append("}", to: &json)
  }

  private func append(_ key: String, _ value: String?, to json: inout [UInt8]) {
    guard let value else { return }
    Mustache.append(",\"\(key)\":", to: &json)
    appendJSONString(value, to: &json)
  }
}
