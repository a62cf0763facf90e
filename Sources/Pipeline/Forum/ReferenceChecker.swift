import Content
import Diagnostics
import Markdown

/// Goes through all links and mentions: links must lead somewhere, mentions should name somebody.
struct ReferenceChecker {
  private let forum: Forum

  init(_ forum: Forum) {
    self.forum = forum
  }

  func findings() -> [Finding] {
    var findings: [Finding] = []
    for text in texts where !text.references.links.isEmpty {
      findings += text.references.links.compactMap { finding($0, in: text.path) }
    }
    return findings
  }

  /// What stands behind an `@` and is nearly somebody's name.
  func suspects() -> [MentionSuspect] {
    var suspects: [MentionSuspect] = []
    var nearest: NearestMember?
    // The same few names are mentioned over and over.
    var named: Set<String> = []
    var nearby: [String: String?] = [:]
    for text in texts {
      for note in text.references.mentions where !named.contains(note.text) {
        if isKnown(note) {
          named.insert(note.text)
          continue
        }
        let register = nearest ?? NearestMember(forum.members.map(\.name.key))
        nearest = register
        let near = nearby[note.text] ?? self.near(note, register)
        nearby[note.text] = near
        if let near { suspects.append(suspect(note, near, in: text.path)) }
      }
    }
    return suspects
  }
}

extension ReferenceChecker {
  private var texts: [(path: String, references: References)] {
    forum.threads.map { ($0.path, $0.references) } + forum.boards.map { ($0.path, $0.references) }
      + forum.pages.map { ($0.path, $0.references) } + forum.settingsReferences
  }

  private func finding(_ link: LocalLink, in path: String) -> Finding? {
    guard
      case .nowhere(let reason, let suggestion) = forum.resolve(
        link.target, isImage: link.isImage, from: path),
      !forum.leadsToFaulty(link.target, from: path)
    else { return nil }
    let noun = link.isImage ? "image" : "link"
    return Finding(
      .error, "broken-link", "the \(noun) '\(link.text)' leads nowhere: \(reason)", in: path,
      at: link.offset, suggestion: suggestion)
  }

  private func isKnown(_ note: MentionNote) -> Bool {
    forum.member(named: note) != nil || MentionCandidate(behindAt: note.text) == nil
  }

  /// The nearest member to the first one, two or three words, or to the quoted name.
  private func near(_ note: MentionNote, _ register: NearestMember) -> String? {
    guard let candidate = MentionCandidate(behindAt: note.text) else { return nil }
    let ends = candidate.isQuoted ? candidate.ends : candidate.ends.suffix(3).reversed()
    for end in ends {
      let name = String(decoding: candidate.text.prefix(end), as: UTF8.self)
      if let member = register.find(MemberName.key(of: name)), !forum.members[member].isFormer {
        return forum.members[member].name.shown
      }
    }
    return nil
  }

  private func suspect(_ note: MentionNote, _ near: String, in path: String) -> MentionSuspect {
    let finding = Finding(
      .warning, "unknown-mention", "this mention names nobody and stays text", in: path,
      at: note.offset, suggestion: near.contains(" ") ? "@\"\(near)\"" : "@\(near)")
    return MentionSuspect(path: path, note: note, finding: finding)
  }
}
