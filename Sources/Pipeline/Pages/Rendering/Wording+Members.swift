import Forum
import Localisation
import Theme

extension Wording {
  /// As pages and feeds call the member.
  func name(of member: Member) -> String {
    member.isFormer ? self[.formerMember] : member.name.displayName
  }

  /// A text of an author's, with the names of former members replaced.
  func redacted(_ text: String, of names: FormerNames) -> String {
    names.replacingNames(in: text, with: self[.formerMember]) ?? text
  }
}
