package import Fingerprints
package import Forum

/// The texts, names and fingerprints that the index takes from the module that makes the pages,
/// so that both show the same text of a post and both notice when it changes.
package protocol IndexSource: Sendable {
  /// Fingerprint of everything that the index takes from the forum and that all threads have in
  /// common.
  var forumFingerprint: Fingerprint { get }
  /// All terms, in the order of the glossary page.
  var glossaryLinks: [GlossaryLink] { get }

  /// Adds everything that the index shows of a thread or finds it by. `index`: the thread's index
  /// among the forum's threads.
  func addThread(_ index: Int, to hasher: inout Fingerprinter)

  /// Returns texts for one worker, because they have scratch memory.
  func makeTexts() -> any IndexTexts
}

/// A term with the URL of its entry on the glossary page. `spellings`: the term and its other
/// spellings, with the names of former members replaced.
package struct GlossaryLink: Sendable {
  let spellings: [String]
  let url: String

  package init(spellings: [String], url: String) {
    (self.spellings, self.url) = (spellings, url)
  }
}

/// The texts of posts and the names of their authors, with the names of former members replaced.
package protocol IndexTexts {
  /// Appends the author's own words as plain text, without quotes and code. `path`: the thread's
  /// file, relative to `content/`.
  func appendWords(of body: ArraySlice<UInt8>, in path: String, to text: inout [UInt8])

  func name(of member: Member) -> String

  /// The text that is shown instead of a former member's name.
  var formerMember: String { get }

  func redacted(_ text: String) -> String
}
