/// A difference between the output folder and a clean build, in one file.
package struct Difference: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case missing
    case unexpected
    /// `byte`: the first byte that differs, counted from 1.
    case different(byte: Int)
    case unreadable(String)
  }

  /// Relative to the output folder.
  package let path: String
  let kind: Kind

  init(_ path: String, _ kind: Kind) {
    self.path = path
    self.kind = kind
  }

  /// Description without a final full stop.
  package var message: String {
    switch kind {
    case .missing: "\(path) is missing"
    case .unexpected: "\(path) should not exist"
    case .different(let byte): "\(path) is different at byte \(byte)"
    case .unreadable(let sentence): "\(path) cannot be read: \(sentence)"
    }
  }
}
