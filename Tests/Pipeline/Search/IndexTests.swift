import Content
import Foundation
import Testing
import Words

@testable import Search

/// Contents of a small community's published index.
@Suite struct IndexTests {
  private typealias PostCoordinate = IndexReader.PostCoordinate

  private static let built = Result {
    try IndexReader(IndexedSite(SmallCommunity.files).publish())
  }

  private let index: IndexReader
  private let forms = WordForms(language: "en-GB")

  init() throws { index = try Self.built.get() }

  /// Returns the thread's slug and the post's number, for example "drains 2".
  private func name(_ coordinate: PostCoordinate) -> String {
    let thread = index.results.first {
      ($0.key.segment, $0.key.thread) == (coordinate.segment, coordinate.thread)
    }
    return "\(thread?.value.slug ?? "nothing") \(coordinate.number)"
  }

  private func named<Value>(_ postings: [PostCoordinate: Value]) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: postings.map { (name($0.key), $0.value) })
  }

  private func key(_ word: Substring) -> String {
    String(decoding: forms.key(of: Array(word.utf8)), as: UTF8.self)
  }

  @Test func postingsAreComplete() {
    var expected: [String: [String: [Int]]] = [:]
    for (post, text) in SmallCommunity.texts {
      for (position, word) in text.split(separator: " ").enumerated() {
        expected[key(word), default: [:]][post, default: []].append(position)
      }
    }
    for stop in index.root.stop { expected[stop] = nil }
    let found = index.words.mapValues { named($0.body) }.filter { !$0.value.isEmpty }
    #expect(Set(found.keys) == Set(expected.keys))
    for (key, posts) in expected { #expect(found[key] == posts, "\(key)") }
  }

  @Test func titlesAndTagsAreIndexedWithRepresentativePosts() {
    var found: [String: [(position: Int, key: String)]] = [:]
    for (key, word) in index.words {
      for (coordinate, positions) in word.titles {
        // Stop words are indexed only in titles, without positions.
        found[name(coordinate), default: []] += (positions.isEmpty ? [-1] : positions).map {
          ($0, key)
        }
      }
    }
    #expect(Set(found.keys) == Set(SmallCommunity.titles.keys))
    for (post, phrases) in SmallCommunity.titles {
      let words = phrases.flatMap { $0.split(separator: " ").map(key) }
      #expect(Set(found[post, default: []].map(\.key)) == Set(words), "\(post)")
      let isNoStopWord = { (word: String) in !index.root.stop.contains(word) }
      let positioned = found[post, default: []].filter { $0.position >= 0 }
        .sorted { $0.position < $1.position }
      #expect(positioned.map(\.key) == words.filter(isNoStopWord), "\(post)")
      let title = phrases[0].split(separator: " ").map(key)
      for (position, word) in title.enumerated() where isNoStopWord(word) {
        #expect(positioned.contains { $0 == (position, word) }, "\(post): \(word)")
      }
      // A gap in the positions keeps phrases from spanning the title and a tag.
      let firsts = positioned.filter { $0.position >= title.count }.map(\.position)
      #expect(firsts.allSatisfy { $0 > title.count }, "\(post): \(firsts)")
    }
  }

  @Test func stopWordsAreIndexedInTitlesOnly() throws {
    #expect(index.root.stop.contains("do") && index.root.stop.contains("how"))
    for stop in index.root.stop {
      guard let word = index.words[stop] else { continue }
      #expect(word.isCommon && !word.hasPositions && word.body.isEmpty, "\(stop)")
    }
    let how = try #require(index.words["how"])
    #expect(Set(named(how.titles).keys) == ["drains 1", "drains 2", "drains 5"])
  }

  @Test func wordsHavePostCountsAndSpellings() throws {
    for word in index.words.values where word.attribute.isEmpty && !word.isCommon {
      let posts = Set(word.body.keys).union(word.titles.keys)
      #expect(word.postCount == posts.count, "\(word.key)")
    }
    #expect(index.words["tumor"]?.spelling == "tumours")
    // "drains" occurs in more posts than "drain".
    #expect(index.words["drain"]?.spelling == "drains")
    // If two spellings are equally frequent, the first in byte order is shown.
    #expect(index.words["hedgehog"]?.spelling == "hedgehog")
    for word in index.words.values { #expect(!word.spelling.isEmpty) }
  }

  @Test func attributesEqualThoseOfThePosts() {
    let found = index.words.filter { $0.key.contains("=") }
    #expect(Set(found.keys) == Set(SmallCommunity.attributes.keys))
    for (key, posts) in SmallCommunity.attributes {
      #expect(Set((found[key]?.attribute ?? []).map(name)) == Set(posts), "\(key)")
      #expect(found[key]?.postCount == posts.count, "\(key)")
      #expect(found[key]?.body.isEmpty == true && found[key]?.titles.isEmpty == true)
    }
    for (key, word) in index.words where !key.contains("=") { #expect(word.attribute.isEmpty) }
  }

  @Test func timelineHasAllPostsNewestFirst() throws {
    let days = SmallCommunity.days.mapValues { Day($0)?.daysSince1970 }
    let posts = try #require(index.timeline.first)
    #expect(index.timeline.count == 1)
    #expect(posts.map { name($0.coordinate) } == SmallCommunity.newestFirst)
    for post in posts {
      #expect(post.day == days[name(post.coordinate)], "\(name(post.coordinate))")
    }
    #expect(index.root.months == [2022 * 12 + 4, 2022 * 12 + 7])
  }

  @Test func hiddenContentIsNotIndexed() throws {
    let files = try IndexedSite(SmallCommunity.files).publish()
    let texts =
      index.results.values.flatMap { [$0.text, $0.title, $0.author] }
      + index.words.values.flatMap { [$0.key, $0.spelling] }
      + files.filter { $0.key.hasSuffix(".json") }.map { String(decoding: $0.value, as: UTF8.self) }
    let secrets = [
      "xylophone", "walrus", "aardvark", "capybara", "drafter", "vandal", "okapi",
      "tess", "hardy", "unready", "vanished", "author=former member",
    ]
    for secret in secrets {
      for text in texts { #expect(!text.lowercased().contains(secret), "\(secret) in \(text)") }
    }
    // Content notes, URLs and tags of removed posts can be shown or suggested, but are not indexed.
    for secret in ["quagga", "zebra", "narwhal"] {
      #expect(!index.words.keys.contains { $0.contains(secret) }, "\(secret)")
    }
  }
}

extension IndexTests {
  @Test func threadsAreNumberedByFirstPostDate() {
    let slugs = index.results.sorted { $0.key < $1.key }.map { "\($0.value.slug) \($0.key.number)" }
    #expect(
      slugs == [
        "drains 1", "drains 2", "drains 3", "drains 5", "drains 6", "scars 1", "gone 2", "gone 4",
      ])
    #expect(index.root.segments == 1 && index.results.keys.allSatisfy { $0.segment == 0 })
  }

  @Test func resultsEqualThePosts() throws {
    let results = named(index.results)
    let accepted = try #require(results["drains 2"])
    #expect(accepted.title == "How long do drains stay?")
    #expect(accepted.board == "surgery" && accepted.slug == "drains")
    #expect(accepted.isAnswered && !accepted.isClosed && !accepted.isPinned)
    #expect(accepted.author == "Nurse Joan" && accepted.role == "nurse")
    #expect(accepted.isOfficial && accepted.isAccepted && !accepted.isNote)
    // 2022-05-31T21:10 in the forum's local time, which is daylight saving time here.
    #expect(accepted.minutes == (19_143 * 24 + 21) * 60 + 10 && !accepted.isDayOnly)
    #expect(accepted.text == "Ask your team, @Wren Drains come out when they are dry")
    #expect(!accepted.startsMidText && !accepted.isTruncated)

    let former = try #require(results["drains 3"])
    #expect(former.author == "Former member" && former.role == nil && !former.isOfficial)
    #expect(former.text == "I am Former member, and Former member is my name.")
    #expect(former.isDayOnly && former.minutes == 19_144 * 1440)

    let noted = try #require(results["drains 5"])
    #expect(noted.isNote && noted.text == "recurrence quagga")
    #expect(noted.role == "volunteer" && !noted.isOfficial)

    let scars = try #require(results["scars 1"])
    #expect(scars.board == "b" && scars.isClosed && scars.isPinned && !scars.isAnswered)
    // Members are shown as their earliest post spells them.
    #expect(results["gone 4"]?.author == "Fa Do")
  }

  @Test func rootFileHasTheSettingsOfTheScript() {
    let root = index.root
    #expect(root.version == 4 && root.language == "en" && root.home == "/forum/")
    #expect(root.posts == 8 && root.postsPerPage == 20)
    #expect(root.boards == [["surgery", "Surgery & after"], ["b", "Everyday chat"]])
    #expect(Set(root.roles) == [["volunteer", "Volunteer"], ["nurse", "Breast Care Nurse"]])
    #expect(root.code.count == 32 + 0xFD - 0x7F + 1)
  }

  @Test func spellingsAreUsableCorrections() {
    let words = Set(index.spellings.joined().map(\.word))
    #expect(words.isSuperset(of: ["tumours", "drains", "hedgehog", "somebody"]))
    // Short words and words with digits are not used as corrections.
    #expect(words.allSatisfy { $0.count >= 3 && !$0.contains { $0.isNumber } })
    #expect(!words.contains { $0.contains("=") })
  }
}

extension IndexTests {
  /// Impact levels of "seroma" by its frequency in a post and the post's length. The weight is
  /// BM25's term frequency part with k1 = 1.2, b = 0.6 and an average length of 100 words.
  /// Official and accepted posts have 1.15 times the weight.
  @Test(arguments: [
    // 1 / (1 + 1.2 · (0.4 + 0.006 · 10)) = 0.644, official 0.741
    (1, 10, 2, 3), (1, 5, 3, 3), (1, 100, 1, 2), (1, 200, 0, 1), (2, 100, 2, 3), (1, 400, 0, 0),
    (3, 100, 3, 3), (2, 400, 1, 1), (4, 400, 2, 2),
  ])
  func impactLevelFollowsBM25(
    frequency: Int, length: Int, level: Int, officialLevel: Int
  ) throws {
    let words =
      Array(repeating: "seroma", count: frequency)
      + Array(repeating: "other", count: length - frequency)
    let body = words.joined(separator: " ")
    let post = { (author: String, head: String) in
      "---\n\(head)author: \(author)\ndate: 2022-01-01\n---\n\n\(body)\n\n"
    }
    let site = try IndexedSite([
      "boards/b/t.md": post("Wren", "title: T\n") + post("Joan", ""),
      "members.yml": "- {name: Joan, role: nurse}\n",
      "forum.yml": IndexedSite.settings + "roles: {nurse: {label: Nurse, official: true}}\n",
    ])
    let word = try #require(IndexReader(site.makeIndex().files).words["seroma"])
    let found = word.levels.map { Set($0.keys.map(\.number)) }
    var expected: [Set<Int>] = [[], [], [], []]
    expected[level].insert(1)
    expected[officialLevel].insert(2)
    #expect(found == expected)
  }
}
