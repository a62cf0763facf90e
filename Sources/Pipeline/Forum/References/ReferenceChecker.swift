package import Content
import Diagnostics
import Markdown

/// Checks links and mentions: a link must lead to a file or page, a mention should name a member.
/// Each parallel worker has its own checker.
package final class ReferenceChecker {
  private let forum: Forum
  private var diagnostics: [CrossFileDiagnostic] = []
  private var unconfirmedMentions: [UnconfirmedMention] = []
  private var mentions: [ResolvedMention] = []
  private var nearestByKey: [String: Int?] = [:]
  private let searchBudget: Int
  private var spentCost = 0
  private lazy var nearestMemberSearch = NearestMemberSearch(forum.members.map(\.name.key))

  /// Creates a checker.
  ///
  /// `searchBudget` limits the search for suggestions in one call of `check(threads:)` or
  /// `checkOthers()`, in the costs of `NearestMemberSearch`. The default allows about 1,000
  /// different unknown names among 75,000 members. Further unknown names stay text without a
  /// warning. Each call has the whole budget, so that the result does not depend on which worker
  /// checks which threads.
  package init(_ forum: Forum, searchBudget: Int = 100_000_000) {
    self.forum = forum
    self.searchBudget = searchBudget
  }

  /// Checks the threads with these indices. Mentions that name no member still have to be
  /// confirmed, because the scan of a text may have found them in code.
  package func check(threads: Range<Int>) -> ReferenceCheckResult {
    let mentions = forum.mentions
    for thread in forum.threads[threads] { check(thread.references, in: thread.path, mentions) }
    return takeResult()
  }

  /// Checks all texts except those of threads.
  package func checkOthers() -> ReferenceCheckResult {
    let mentions = forum.mentions
    for board in forum.boards { check(board.references, in: board.path, mentions) }
    for page in forum.pages { check(page.references, in: page.path, mentions) }
    for (path, references) in forum.settingsReferences { check(references, in: path, mentions) }
    return takeResult()
  }
}

package struct ReferenceCheckResult: Sendable {
  package let diagnostics: [CrossFileDiagnostic]
  package let unconfirmedMentions: [UnconfirmedMention]
  /// Results for all mentions, in the order of the texts.
  package let mentions: [ResolvedMention]
}

/// The member that a mention names, and the length of the name in bytes.
package struct ResolvedMention: Sendable, BitwiseCopyable {
  /// -1 if the mention names no member.
  package let member: Int32
  package let byteCount: Int32

  static let unresolved = ResolvedMention(member: -1, byteCount: 0)
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
  package let mention: PossibleMention
  package let diagnostic: CrossFileDiagnostic
}

extension ReferenceChecker {
  private func takeResult() -> ReferenceCheckResult {
    defer {
      (diagnostics, unconfirmedMentions, mentions, nearestByKey, spentCost) = ([], [], [], [:], 0)
    }
    return ReferenceCheckResult(
      diagnostics: diagnostics, unconfirmedMentions: unconfirmedMentions, mentions: mentions)
  }

  /// Checks the links and mentions of one text.
  ///
  /// `index` is the forum's mention index. The caller reads it once, because reading it for each
  /// mention would make the workers contend for its reference count.
  private func check(_ references: References, in path: String, _ index: MentionIndex) {
    for link in references.links {
      if let diagnostic = brokenLinkError(link, in: path) { diagnostics.append(diagnostic) }
    }
    for possible in references.mentions {
      let mention = Self.resolve(possible, index)
      mentions.append(mention)
      if mention.member < 0, let name = nearestMember(to: possible) {
        unconfirmedMentions.append(unconfirmed(possible, nearest: name, in: path))
      }
    }
  }

  private func brokenLinkError(_ link: LocalLink, in path: String) -> CrossFileDiagnostic? {
    guard
      case .broken(let reason, let suggestion) = forum.resolve(
        link.target, isImage: link.isImage, from: path),
      !forum.leadsToFileWithErrors(link.target, from: path)
    else { return nil }
    let noun = link.isImage ? "image" : "link"
    return CrossFileDiagnostic(
      .error, "broken-link", "broken \(noun) '\(link.text)': \(reason)", in: path,
      at: link.offset, suggestion: suggestion)
  }

  private static func resolve(_ possible: PossibleMention, _ index: MentionIndex) -> ResolvedMention
  {
    guard let candidate = MentionCandidate(afterAt: possible.text),
      let (member, byteCount) = index.find(candidate)
    else { return .unresolved }
    return ResolvedMention(member: Int32(member), byteCount: Int32(byteCount))
  }

  /// Returns the member nearest to the first one, two or three words, or to the quoted name.
  private func nearestMember(to possible: PossibleMention) -> String? {
    guard let candidate = MentionCandidate(afterAt: possible.text) else { return nil }
    let ends =
      candidate.isQuoted
      ? candidate.possibleLengths : candidate.possibleLengths.suffix(3).reversed()
    for end in ends {
      let name = String(decoding: candidate.text.prefix(end), as: UTF8.self)
      if let member = nearestMember(toKey: MemberName.key(of: name)),
        !forum.members[member].isFormer
      {
        return forum.members[member].name.displayName
      }
    }
    return nil
  }

  private func nearestMember(toKey key: String) -> Int? {
    if let known = nearestByKey[key] { return known }
    guard spentCost < searchBudget else { return nil }
    let result = nearestMemberSearch.find(key)
    spentCost += result.cost
    nearestByKey[key] = .some(result.member)
    return result.member
  }

  private func unconfirmed(
    _ possible: PossibleMention, nearest: String, in path: String
  ) -> UnconfirmedMention {
    let diagnostic = CrossFileDiagnostic(
      .warning, "unknown-mention", "no member has this name, so it is not a link", in: path,
      at: possible.offset, suggestion: nearest.contains(" ") ? "@\"\(nearest)\"" : "@\(nearest)")
    return UnconfirmedMention(path: path, mention: possible, diagnostic: diagnostic)
  }
}
