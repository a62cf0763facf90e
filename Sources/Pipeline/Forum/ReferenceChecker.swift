package import Content
import Diagnostics
import Markdown

/// Goes through links and mentions: links must lead somewhere, mentions should name somebody. One
/// for each worker.
package final class ReferenceChecker {
  private let forum: Forum
  private var findings: [Finding] = []
  private var suspects: [MentionSuspect] = []
  private var mentions: [ResolvedMention] = []
  private var nearby: [String: Int?] = [:]
  private let budget: Int
  private var spent = 0
  private lazy var nearest = NearestMember(forum.members.map(\.name.key))

  /// `budget`: what the search for suggestions may take in one call, by `NearestMember`'s prices; the
  /// default is a tenth of a second or two. That is some 1,000 different unknown names among 75,000
  /// members, or 75,000 among 1,000; those behind them stay text without a warning. It is counted
  /// anew in each call, so that nothing depends on which worker looks where.
  package init(_ forum: Forum, budget: Int = 100_000_000) {
    self.forum = forum
    self.budget = budget
  }

  /// Threads by their numbers. Mentions that name nobody are still to be confirmed, for the scan
  /// that noted them may have found them in code.
  package func check(threads: Range<Int>) -> ReferenceFindings {
    let mentions = forum.mentions
    for thread in forum.threads[threads] { check(thread.references, in: thread.path, mentions) }
    return take()
  }

  /// All texts but threads.
  package func checkOthers() -> ReferenceFindings {
    let mentions = forum.mentions
    for board in forum.boards { check(board.references, in: board.path, mentions) }
    for page in forum.pages { check(page.references, in: page.path, mentions) }
    for (path, references) in forum.settingsReferences { check(references, in: path, mentions) }
    return take()
  }
}

package struct ReferenceFindings: Sendable {
  package let findings: [Finding]
  package let suspects: [MentionSuspect]
  /// Whom the texts' mentions name, one text behind the other.
  package let mentions: [ResolvedMention]
}

/// Whom a mention names, and how many bytes of it are the name.
package struct ResolvedMention: Sendable, BitwiseCopyable {
  /// -1: nobody.
  package let member: Int32
  package let byteCount: Int32

  static let nobody = ResolvedMention(member: -1, byteCount: 0)
}

/// Whom the mentions of all threads name: looked up once, for a million posts hold nearly as many.
package struct ThreadMentions: Sendable {
  private let mentions: [ResolvedMention]
  /// Where each thread's begin, and the end of the last.
  private var starts: [Int] = [0]

  /// `mentions`: of all threads, one behind the other.
  package init(_ forum: Forum, _ mentions: [ResolvedMention]) {
    self.mentions = mentions
    starts.reserveCapacity(forum.threads.count + 1)
    var end = 0
    for thread in forum.threads {
      end += thread.references.mentions.count
      starts.append(end)
    }
  }

  /// In the order of the thread's references.
  package subscript(thread: Int) -> ArraySlice<ResolvedMention> {
    mentions[starts[thread]..<starts[thread + 1]]
  }
}

/// A mention that names nobody, in a file where it is a letter or two away from a member.
package struct MentionSuspect: Sendable {
  package let path: String
  package let note: MentionNote
  package let finding: Finding
}

extension ReferenceChecker {
  private func take() -> ReferenceFindings {
    defer { (findings, suspects, mentions, nearby, spent) = ([], [], [], [:], 0) }
    return ReferenceFindings(findings: findings, suspects: suspects, mentions: mentions)
  }

  /// `index`: the forum's, taken from it once for many texts: where it is taken from it for each mention, two
  /// cores count its holders in turn, and do little else.
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

  private static func resolved(_ note: MentionNote, _ index: MentionIndex) -> ResolvedMention {
    guard let candidate = MentionCandidate(behindAt: note.text),
      let (member, byteCount) = index.find(candidate)
    else { return .nobody }
    return ResolvedMention(member: Int32(member), byteCount: Int32(byteCount))
  }

  /// The nearest member to the first one, two or three words, or to the quoted name.
  private func near(_ note: MentionNote) -> String? {
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

  private func suspect(_ note: MentionNote, _ near: String, in path: String) -> MentionSuspect {
    let finding = Finding(
      .warning, "unknown-mention", "this mention names nobody and stays text", in: path,
      at: note.offset, suggestion: near.contains(" ") ? "@\"\(near)\"" : "@\(near)")
    return MentionSuspect(path: path, note: note, finding: finding)
  }
}
