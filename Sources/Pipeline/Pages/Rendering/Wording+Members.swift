import Forum
import Localisation
import Theme

extension Wording {
  /// Returns the name under which pages and feeds show the member.
  func name(of member: Member) -> String {
    member.isFormer ? self[.formerMember] : member.name.displayName
  }

  /// Returns the author's text with the names of former members replaced.
  func redacted(_ text: String, of names: FormerNames) -> String {
    names.replacingNames(in: text, with: self[.formerMember]) ?? text
  }
}
