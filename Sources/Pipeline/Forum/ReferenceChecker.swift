package import Content
import Diagnostics
import Markdown

/// Checks links and mentions: a link must lead to a file or page, a mention should name a member.
/// Each parallel worker has its own checker.
package final class ReferenceChecker {
  private let forum: Forum
  private var findings: [CrossFileDiagnostic] = []
  private var suspects: [UnconfirmedMention] = []
  private var mentions: [ResolvedMention] = []
  private var nearby: [String: Int?] = [:]
  private let budget: Int
  private var spent = 0
  private lazy var nearest = NearestMemberSearch(forum.members.map(\.name.key))

  /// Creates a checker.
  ///
  /// `budget` limits the search for suggestions in one call of `check(threads:)` or
  /// `checkOthers()`, in the prices of `NearestMemberSearch`. The default allows about 1,000 different
  /// unknown names among 75,000 members. Further unknown names stay text without a warning. Each
  /// call has the whole budget, so that the result does not depend on which worker checks which
  /// threads.
  package init(_ forum: Forum, budget: Int = 100_000_000) {
    self.forum = forum
    self.budget = budget
  }

  /// Checks the threads with these indices. Mentions that name no member still have to be
  /// confirmed, because the scan that noted them may have found them in code.
  package func check(threads: Range<Int>) -> ReferenceCheckResult {
    let mentions = forum.mentions
    for thread in forum.threads[threads] { check(thread.references, in: thread.path, mentions) }
    return take()
  }

  /// Checks all texts except those of threads.
  package func checkOthers() -> ReferenceCheckResult {
    let mentions = forum.mentions
    for board in forum.boards { check(board.references, in: board.path, mentions) }
    for page in forum.pages { check(page.references, in: page.path, mentions) }
    for (path, references) in forum.settingsReferences { check(references, in: path, mentions) }
    return take()
  }
}

package struct ReferenceCheckResult: Sendable {
  package let findings: [CrossFileDiagnostic]
  package let suspects: [UnconfirmedMention]
  /// Results for all mentions, in the order of the texts.
  package let mentions: [ResolvedMention]
}

/// The member that a mention names, and the length of the name in bytes.
package struct ResolvedMention: Sendable, BitwiseCopyable {
  /// -1 if the mention names no member.
  package let member: Int32
  package let byteCount: Int32

  static let nobody = ResolvedMention(member: -1, byteCount: 0)
}

/// The members that the mentions of all threads name. Each mention is looked up once, because
/// there may be nearly as many mentions as posts.
package struct ThreadMentions: Sendable {
  private let mentions: [ResolvedMention]
  /// First index of each thread's mentions, and the end of the last.
  private var starts: [Int] = [0]

  /// Creates the table. `mentions` are those of all threads, in the order of the threads.
  package init(_ forum: Forum, _ mentions: [ResolvedMention]) {
    self.mentions = mentions
    starts.reserveCapacity(forum.threads.count + 1)
    var end = 0
    for thread in forum.threads {
      end += thread.references.mentions.count
      starts.append(end)
    }
  }

  /// Returns the mentions of a thread, in the order of its references.
  package subscript(thread: Int) -> ArraySlice<ResolvedMention> {
    mentions[starts[thread]..<starts[thread + 1]]
  }
}

/// A mention that names no member, but is one or two edits away from a member's name.
package struct UnconfirmedMention: Sendable {
  package let path: String
  package let note: PossibleMention
  package let finding: CrossFileDiagnostic
}

extension ReferenceChecker {
  private func take() -> ReferenceCheckResult {
    defer { (findings, suspects, mentions, nearby, spent) = ([], [], [], [:], 0) }
    return ReferenceCheckResult(findings: findings, suspects: suspects, mentions: mentions)
  }

  /// Checks the links and mentions of one text.
  ///
  /// `index` is the forum's mention index. The caller reads it once, because reading it for each
  /// mention would make the workers contend for its reference count.
  private func check(_ references: References, in path: String, _ index: MentionIndex) {
    for link in references.links {
      if let finding = finding(link, in: path) { findings.append(finding) }
    }
    for note in references.mentions {
      let mention = Self.resolved(note, index)
      mentions.append(mention)
      if mention.member < 0, let near = near(note) {
        suspects.append(suspect(note, near, in: path))
      }
    }
  }

  private func finding(_ link: LocalLink, in path: String) -> CrossFileDiagnostic? {
    guard
      case .nowhere(let reason, let suggestion) = forum.resolve(
        link.target, isImage: link.isImage, from: path),
      !forum.leadsToFaulty(link.target, from: path)
    else { return nil }
    let noun = link.isImage ? "image" : "link"
    return CrossFileDiagnostic(
      .error, "broken-link", "the \(noun) '\(link.text)' leads nowhere: \(reason)", in: path,
      at: link.offset, suggestion: suggestion)
  }

  private static func resolved(_ note: PossibleMention, _ index: MentionIndex) -> ResolvedMention {
    guard let candidate = MentionCandidate(behindAt: note.text),
      let (member, byteCount) = index.find(candidate)
    else { return .nobody }
    return ResolvedMention(member: Int32(member), byteCount: Int32(byteCount))
  }

  /// Returns the member nearest to the first one, two or three words, or to the quoted name.
  private func near(_ note: PossibleMention) -> String? {
    guard let candidate = MentionCandidate(behindAt: note.text) else { return nil }
    let ends = candidate.isQuoted ? candidate.ends : candidate.ends.suffix(3).reversed()
    for end in ends {
      let name = String(decoding: candidate.text.prefix(end), as: UTF8.self)
      if let member = near(MemberName.key(of: name)), !forum.members[member].isFormer {
        return forum.members[member].name.shown
      }
    }
    return nil
  }

  private func near(_ key: String) -> Int? {
    if let known = nearby[key] { return known }
    guard spent < budget else { return nil }
    let answer = nearest.find(key)
    spent += answer.price
    nearby[key] = .some(answer.member)
    return answer.member
  }

  private func suspect(_ note: PossibleMention, _ near: String, in path: String)
    -> UnconfirmedMention
  {
    let finding = CrossFileDiagnostic(
      .warning, "unknown-mention", "this mention names nobody and stays text", in: path,
      at: note.offset, suggestion: near.contains(" ") ? "@\"\(near)\"" : "@\(near)")
    return UnconfirmedMention(path: path, note: note, finding: finding)
  }
}
