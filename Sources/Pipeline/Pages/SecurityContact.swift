import Content
import Forum

/// `/.well-known/security.txt` (RFC 9116): whom to tell of a hole in the site's security.
struct SecurityContact {
  /// A URI.
  let contact: String
  let language: String
  /// Absolute; of this file.
  let url: String
  /// The day of the build.
  let today: Day

  /// Nil without a contact: then there is no file.
  init?(_ forum: Forum) {
    guard let contact = forum.settings.securityContact else { return nil }
    self.contact = contact
    language = forum.settings.language
    url = forum.settings.url.absolute(forum.urls.url(".well-known/security.txt"))
    today = forum.today
  }

  /// It expires with the year after the build's, so that it changes once a year and a site that is
  /// built now and then stays true.
  var text: String {
    """
    Contact: \(contact)
    Expires: \(today.parts.year + 1)-12-31T23:59:59Z
    Preferred-Languages: \(language)
    Canonical: \(url)

    """
  }
}
