/// The content security policy of all pages: a browser loads resources from the forum's own host
/// only.
///
/// Hosts that read `_headers` send it with each page, and an element in the head of each page
/// repeats it.
package enum ContentSecurityPolicy {
  private static let directives = [
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'",
    // Safari up to 15.4 applies child-src to workers instead of worker-src.
    "worker-src 'self'", "child-src 'self'", "font-src 'self'", "connect-src 'self'",
    "manifest-src 'self'", "form-action 'self'", "base-uri 'none'",
  ]

  /// Value of the header `Content-Security-Policy`.
  package static let header = (directives + ["frame-ancestors 'none'"]).joined(separator: "; ")

  /// Value for `<meta http-equiv>`, where browsers ignore `frame-ancestors` with a warning
  /// (Content Security Policy Level 3, 3.3).
  package static let element = directives.joined(separator: "; ")
}
