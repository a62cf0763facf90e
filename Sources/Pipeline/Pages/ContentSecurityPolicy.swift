/// What a browser may load for a page, and from where: the forum's own host, and no other.
///
/// The same for hosts that send it (`_headers`) and for the element in each page's head.
package enum ContentSecurityPolicy {
  private static let directives = [
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'",
    // child-src is what Safari up to 15.4 knows for a worker.
    "worker-src 'self'", "child-src 'self'", "font-src 'self'", "connect-src 'self'",
    "manifest-src 'self'", "form-action 'self'", "base-uri 'none'",
  ]

  /// For the value of `Content-Security-Policy`.
  package static let header = (directives + ["frame-ancestors 'none'"]).joined(separator: "; ")

  /// For `<meta http-equiv>`, where a browser passes over `frame-ancestors`, and complains of it
  /// (Content Security Policy Level 3, 3.3).
  package static let element = directives.joined(separator: "; ")
}
