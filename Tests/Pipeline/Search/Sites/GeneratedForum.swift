import Foundation
import TestSupport

/// A generated forum whose posts consist of known words. With some thousand posts, its index has
/// several segments and lists of all sizes.
struct GeneratedForum {
  struct Post {
    let author: String
    let date: String
    let isRemoved: Bool
    let note: String?
    var isAccepted = false
    /// The author's own words, without quotes and code.
    let words: [String]
    let source: String

    var month: String { String(date.prefix(7)) }
  }

  struct Thread {
    let slug: String
    let board: String
    let title: [String]
    let tags: [String]
    let isClosed: Bool
    var posts: [Post]
  }

  private(set) var threads: [Thread]
  private var random: SplitMix64

  /// Whether posts have only a few words, for tests that need many threads.
  private let isBrief: Bool

  init(seed: UInt64, threads count: Int, isBrief: Bool = false) {
    random = SplitMix64(seed: seed)
    self.isBrief = isBrief
    threads = []
    for number in 0..<count { threads.append(thread(number)) }
  }

  static let boards = ["alpha", "beta", "gamma"]
  static let nurses = ["Member 3", "Member 17"]

  var files: [String: String] {
    var files = ["forum.yml": Self.settings, "members.yml": Self.members]
    for board in Self.boards {
      files["boards/\(board)/board.md"] = "---\ntitle: Board \(board)\n---\n"
    }
    for thread in threads { files[path(of: thread)] = source(of: thread) }
    return files
  }

  func path(of thread: Thread) -> String { "boards/\(thread.board)/\(thread.slug).md" }

  private static let settings =
    IndexedSite.settings
    + "roles: {nurse: {label: Nurse, official: true}, guide: {label: Guide}}\n"
  private static let members =
    nurses.map { "- {name: \($0), role: nurse}\n" }.joined() + "- {name: Member 5, role: guide}\n"
}

extension GeneratedForum {
  /// Some words occur in several forms and letter cases.
  private static let vocabulary: [String] = {
    let syllables = [
      "ta", "mo", "xi", "fen", "le", "tro", "zo", "ne", "her", "cep", "tin", "ra", "dio", "bi",
    ]
    var random = SplitMix64(seed: 11)
    let generated = (0..<3000).map { _ in random.text(of: syllables, count: 1...5) }
    return ["drain", "Drains", "tumour", "tumors", "2.5", "café", "don’t", "É", "日本", "x"]
      + generated
  }()

  /// Returns a random word. The frequencies follow Zipf's law: the n-th word of the vocabulary is
  /// about 1/n as frequent as the first.
  private mutating func word() -> String {
    let share = Double(random.number(0...999_999)) / 1_000_000
    let index = Int(pow(Double(Self.vocabulary.count), share)) - 1
    return Self.vocabulary[index]
  }

  private mutating func words(_ count: ClosedRange<Int>) -> [String] {
    let count = random.number(count)
    return (0..<count).map { _ in word() }
  }

  private mutating func date(_ years: ClosedRange<Int>) -> String {
    let (year, month, day) = (random.number(years), random.number(1...12), random.number(1...28))
    let time = day % 3 == 0 ? "" : "T1\(year % 10):\(10 + day)"
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)\(time)"
  }

  private mutating func thread(_ number: Int) -> Thread {
    let date = date(2015...2019)
    var posts = [post(at: date)]
    for _
      in 1..<(isBrief
      ? random.number(1...2) : random.oneIn(60) ? random.number(20...60) : random.number(1...4))
    {
      posts.append(post(at: self.date(2020...2022)))
    }
    if random.oneIn(3), let reply = posts.indices.dropFirst().first(where: { !posts[$0].isRemoved })
    {
      posts[reply].isAccepted = true
    }
    return Thread(
      slug: "t\(number)", board: random.pick(Self.boards), title: words(1...6),
      tags: random.oneIn(2) ? [] : [random.pick(["one", "two", "three"])],
      isClosed: random.oneIn(9), posts: posts)
  }

  private mutating func post(at date: String) -> Post {
    var (own, source): ([String], String) = ([], "")
    for _ in 0..<(isBrief ? 1 : random.oneIn(30) ? random.number(20...60) : random.number(1...4)) {
      addBlock(&own, &source)
    }
    return Post(
      author: "Member \(random.number(0...40))", date: date,
      isRemoved: random.oneIn(30), note: random.oneIn(30) ? "of \(word())" : nil, words: own,
      source: source.isEmpty ? "!\n" : source)
  }

  /// Adds a block of the author's own words, or a quote or code block.
  private mutating func addBlock(_ own: inout [String], _ source: inout String) {
    let words = words(1...(isBrief ? 4 : 12))
    switch random.number(0...9) {
    case 0: source += "> \(words.joined(separator: " "))\n\n"
    case 1: source += "```\n\(words.joined(separator: " "))\n```\n\n"
    case 2:
      own += words
      source += words.map { "- \($0)\n" }.joined() + "\n"
    case 3:
      own += words
      source += "1. \(words.joined(separator: "\n   "))\n\n"
    default:
      own += words
      source += words.map { decorated($0) }.joined(separator: random.oneIn(9) ? "\n" : " ") + "\n\n"
    }
  }

  private mutating func decorated(_ word: String) -> String {
    switch random.number(0...30) {
    case 0: "*\(word)*,"
    case 1: "**\(word)**."
    case 2: "[\(word)](https://example.org/zebra)"
    case 3: "\(word) `zebra` "
    case 4: "\(word) https://example.org/zebra?zebra"
    case 5: "(\(word)) <https://example.org/zebra>"
    case 6: "\(word)\\!"
    case 7: "_\(word)_?"
    case 8: "&amp; \(word.uppercased())"
    default: word
    }
  }
}

extension GeneratedForum {
  func source(of thread: Thread) -> String {
    thread.posts.enumerated().map { index, post in
      let head = index > 0 ? "" : "title: \"\(thread.title.joined(separator: " "))\"\n"
      let rest =
        index > 0
        ? "" : "tags: \(thread.tags)\n" + (thread.isClosed ? "status: closed\n" : "")
      return
        "---\n\(head)author: \(post.author)\ndate: \(post.date)\n\(rest)\(keys(of: post))---\n\n\(post.source)"
    }.joined(separator: "\n")
  }

  private func keys(of post: Post) -> String {
    (post.isRemoved ? "removed: Spam\n" : "") + (post.isAccepted ? "accepted: true\n" : "")
      + (post.note.map { "content_note: \($0)\n" } ?? "")
  }
}
