package import Fingerprints
package import Forum

/// What the index takes from the module that makes the pages, so that both say the same of a post and a
/// change of either is noticed.
package protocol IndexSource: Sendable {
  /// Fingerprint of all that the index takes from the forum and all threads have in common.
  var base: Fingerprint { get }
  /// The files of suggestions are 2 to the power of this many.
  var suggestionBits: Int { get }

  /// Adds all that the index shows or finds of a thread. `index`: among the forum's threads.
  func add(_ index: Int, to printer: inout Fingerprinter)

  /// For one worker, because they keep scratch memory.
  func makeTexts() -> any IndexTexts
}

/// Texts and names of posts, with those of former members replaced.
package protocol IndexTexts {
  /// Appends the author's own words as plain text, without quotes and code. `path`: the thread's file,
  /// below content/.
  func appendWords(of body: ArraySlice<UInt8>, in path: String, to text: inout [UInt8])

  func name(of member: Member) -> String

  /// What is shown in the place of a former member's name.
  var formerMember: String { get }

  func redacted(_ text: String) -> String
}
