import Content
import Forum

/// `/.well-known/security.txt` (RFC 9116): the contact for reports of security vulnerabilities.
struct SecurityContact {
  /// A URI.
  let contact: String
  let language: String
  /// Absolute URL of this file.
  let url: String
  /// The day of the build.
  let today: Day

  /// Nil if the forum has no security contact. The file is then not published.
  init?(_ forum: Forum) {
    guard let contact = forum.settings.securityContact else { return nil }
    self.contact = contact
    language = forum.settings.language
    url = forum.settings.url.absolute(forum.urls.url(".well-known/security.txt"))
    today = forum.today
  }

  /// The file expires at the end of the year after the build's. It thus changes only once a year
  /// and stays valid for at least a year after a build.
  var text: String {
    """
    Contact: \(contact)
    Expires: \(today.parts.year + 1)-12-31T23:59:59Z
    Preferred-Languages: \(language)
    Canonical: \(url)

    """
  }
}
