import Markdown

extension MarkdownRules {
  /// Rules like the forum's, with fixed renderings: web, mail and relative links are kept, relative
  /// `.png` images are shown, and `members` can be mentioned.
  static var forum: MarkdownRules {
    MarkdownRules(
      headingShift: 2, link: { rendering($0) }, mention: { mentionRendering($0) }, rewriteText: nil)
  }

  private static func rendering(_ link: LinkReference) -> LinkRendering {
    let destination = link.destination.lowercased()
    let isWeb = destination.hasPrefix("http://") || destination.hasPrefix("https://")
    if link.isImage { return isWeb ? .link(href: link.destination, rel: "nofollow") : image(link) }
    if isWeb { return .link(href: link.destination, rel: "nofollow") }
    if destination.hasPrefix("mailto:") { return .link(href: link.destination, rel: nil) }
    if destination.contains(":") || destination.hasPrefix("//") { return .text }
    return .link(href: link.destination, rel: nil)
  }

  private static func image(_ link: LinkReference) -> LinkRendering {
    link.destination.hasSuffix(".png") && !link.destination.contains(":")
      ? .image(src: link.destination) : .text
  }

  static let members = [
    "wren": "Wren", "slightly windswept": "Slightly Windswept", "slightly": "Slightly",
    "fa_do": "fa_do", "r.j.": "R.J.", "jo-ann": "Jo-Ann", "o'hara": "O'Hara", "josé": "José",
    "gone": "Gone",
  ]

  private static func mentionRendering(_ candidate: MentionCandidate) -> MentionRendering? {
    for end in candidate.possibleLengths {
      let name = String(decoding: candidate.text[..<end], as: UTF8.self).lowercased()
      guard let member = members[name] else { continue }
      if member == "Gone" {
        return MentionRendering(byteCount: end, name: "Former member", href: nil)
      }
      let slug = String(member.lowercased().map { $0 == " " ? "-" : $0 })
      return MentionRendering(byteCount: end, name: member, href: "/members/\(slug)/")
    }
    return nil
  }
}
