import Content
import Foundation
import Testing

@testable import Search

/// Compares a larger index with expectations that are computed directly from the generated posts.
@Suite struct MadeUpForumTests {
  private typealias PostCoordinate = IndexReader.PostCoordinate

  private struct Example: Sendable {
    let forum: MadeUpForum
    let made: IndexedSite.Made
    let index: IndexReader
    /// All posts that are not removed, with their coordinates.
    let posts: [Found]
  }

  private struct Found {
    let thread: MadeUpForum.Thread
    let post: MadeUpForum.Post
    let place: PostCoordinate
  }

  private static let example = Result {
    let forum = MadeUpForum(seed: 5, threads: 1300)
    let made = try IndexedSite(forum.files).made()
    let index = try IndexReader(made.files)
    var places: [String: (segment: Int, thread: Int)] = [:]
    for (place, shown) in index.shown { places[shown.slug] = (place.segment, place.thread) }
    let posts = forum.threads.flatMap { thread in
      thread.posts.indices.filter { !thread.posts[$0].isRemoved }.compactMap { index in
        places[thread.slug].map { place in
          Found(
            thread: thread, post: thread.posts[index],
            place: PostCoordinate(segment: place.segment, thread: place.thread, number: index + 1))
        }
      }
    }
    return Example(forum: forum, made: made, index: index, posts: posts)
  }

  private let example: Example
  private var index: IndexReader { example.index }

  init() throws { example = try Self.example.get() }

  private var posts: [Found] { example.posts }

  @Test func thereAreSegmentsAndListsOfAllSizes() {
    #expect(index.root.segments > 1 && index.root.segments == example.made.segmentCount)
    #expect(posts.count > 2500 && index.root.posts == posts.count)
    let words = index.words.values
    #expect(words.contains { $0.isInPlace } && words.contains { !$0.isInPlace })
    #expect(index.shown.keys.contains { $0.number > 32 })
  }

  @Test func everyPostIsShownAndNoOther() {
    #expect(Set(index.shown.keys) == Set(posts.map(\.place)))
    for found in posts {
      let (thread, post, place) = (found.thread, found.post, found.place)
      let shown = index.shown[place]
      #expect(shown?.slug == thread.slug && shown?.board == thread.board)
      #expect(shown?.title == thread.title.joined(separator: " "))
      #expect(shown?.author == post.author && shown?.isAccepted == post.isAccepted)
      #expect(shown?.isOfficial == MadeUpForum.nurses.contains(post.author))
      #expect(shown?.isClosed == thread.isClosed && shown?.isNote == (post.note != nil))
    }
  }

  @Test func everyWordIsFoundAtItsPlacesAndNoOther() {
    let keys = Keys()
    var expected: [String: [PostCoordinate: [Int]]] = [:]
    for found in posts where found.post.note == nil {
      let (post, place) = (found.post, found.place)
      for (position, word) in post.words.enumerated() {
        expected[keys[word], default: [:]][place, default: []].append(position)
      }
    }
    for stop in index.root.stop { expected[stop] = nil }
    let found = index.words.mapValues(\.body).filter { !$0.value.isEmpty }
    #expect(Set(found.keys) == Set(expected.keys))
    let wrong = expected.filter { found[$0.key] != $0.value }.keys.sorted()
    #expect(wrong.isEmpty)
    #expect(expected.count > 1000)
  }

  @Test func wordsKnowHowManyPostsHaveThem() {
    for word in index.words.values where word.attribute.isEmpty && !word.isCommon {
      let posts = Set(word.body.keys).union(word.titles.keys)
      #expect(word.postCount == posts.count, "\(word.key)")
    }
  }

  @Test func aWordsLevelRisesWithItsShareOfThePost() {
    let lengths = Dictionary(uniqueKeysWithValues: posts.map { ($0.place, $0.post.words.count) })
    let weightier = Set(
      posts.filter { $0.post.isAccepted || MadeUpForum.nurses.contains($0.post.author) }.map(
        \.place))
    var ranges: [ClosedRange<Double>?] = [nil, nil, nil, nil]
    for word in index.words.values {
      for (level, places) in word.levels.enumerated() {
        for (place, positions) in places {
          let (frequency, length) = (Double(positions.count), Double(lengths[place] ?? 0))
          let value = frequency / (frequency + 1.2 * (0.4 + 0.6 * length / 100))
          let weight = value * (weightier.contains(place) ? 1.15 : 1)
          let range = ranges[level] ?? weight...weight
          ranges[level] = min(range.lowerBound, weight)...max(range.upperBound, weight)
        }
      }
    }
    let met = ranges.compactMap(\.self)
    #expect(met.count == 4)
    for (lower, higher) in zip(met, met.dropFirst()) {
      #expect(lower.upperBound < higher.lowerBound)
    }
  }

  @Test func titlesAreFoundInThePostsThatStandForTheThread() {
    let keys = Keys()
    var expected: [String: Set<PostCoordinate>] = [:]
    for its in Dictionary(grouping: posts, by: \.thread.slug).values {
      let thread = its[0].thread
      let standing = its.filter {
        $0.place == its.first?.place || $0.post.isAccepted || $0.post.note != nil
          || MadeUpForum.nurses.contains($0.post.author)
      }
      for word in thread.title + thread.tags {
        expected[keys[word], default: []].formUnion(standing.map(\.place))
      }
    }
    let found = index.words.mapValues { Set($0.titles.keys) }.filter { !$0.value.isEmpty }
    #expect(found == expected.filter { !$0.value.isEmpty })
  }

  @Test func attributesAreThoseOfThePosts() {
    var expected: [String: Set<PostCoordinate>] = [:]
    for found in posts {
      let (thread, post, place) = (found.thread, found.post, found.place)
      let whole = PostCoordinate(segment: place.segment, thread: place.thread, number: 0)
      let isAnswered = thread.posts.contains { $0.isAccepted && !$0.isRemoved }
      let isOneMonth = Set(thread.posts.filter { !$0.isRemoved }.map(\.month)).count == 1
      expected["author=\(post.author.lowercased())", default: []].insert(place)
      expected["board=\(thread.board)", default: []].insert(whole)
      expected["in=\(post.month)", default: []].insert(isOneMonth ? whole : place)
      for tag in thread.tags { expected["tag=\(tag)", default: []].insert(whole) }
      if thread.isClosed { expected["is=closed", default: []].insert(whole) }
      if isAnswered { expected["is=answered", default: []].insert(whole) }
      if MadeUpForum.nurses.contains(post.author) {
        expected["role=nurse", default: []].insert(place)
      }
      if post.author == "Member 5" { expected["role=guide", default: []].insert(place) }
    }
    let found = index.words.mapValues(\.attribute).filter { !$0.value.isEmpty }
    #expect(Set(found.keys) == Set(expected.keys))
    for (key, places) in expected {
      let others = places.symmetricDifference(found[key] ?? [])
      #expect(others.isEmpty, "\(key)")
    }
  }

  @Test func theTimelineHasAllPostsTheNewestFirst() {
    let dates = Dictionary(uniqueKeysWithValues: posts.map { ($0.place, $0.post.date) })
    let found = index.timeline.reversed().joined()
    #expect(index.timeline.count > 1 && index.timeline.dropLast().allSatisfy { $0.count >= 2048 })
    #expect(found.map(\.place).sorted() == posts.map(\.place).sorted())
    let written = found.map { dates[$0.place] ?? "" }
    // A date without a time counts as the start of the day.
    #expect(written == written.sorted { $0.padded > $1.padded } && written.count > 2500)
    for (post, date) in zip(found, written) {
      #expect(post.day == Day(String(date.prefix(10)))?.daysSince1970)
    }
  }

  @Test func anExcerptIsSomeWholeWordsOfThePost() {
    var (cut, whole) = (0, 0)
    for found in posts where found.post.note == nil {
      let (post, place) = (found.post, found.place)
      guard let shown = index.shown[place] else { continue }
      #expect(shown.byteCount <= 150, "\(shown.text)")
      let all = words(of: post.words.joined(separator: " "))
      let some = words(of: shown.text.replacing(#/https?:[^ ]*/#, with: ""))
      let starts = all.indices.filter { all[$0...].starts(with: some) }
      #expect(!starts.isEmpty || all.isEmpty, "\(some) in \(all)")
      if !shown.beginsWithin { #expect(starts.contains(0) || all.isEmpty) }
      if !shown.goesOn { #expect(starts.contains { $0 + some.count == all.count } || all.isEmpty) }
      if shown.beginsWithin { #expect(starts != [0]) }
      if shown.goesOn || shown.beginsWithin { cut += 1 } else { whole += 1 }
    }
    #expect(cut > 100 && whole > 100)
  }

  @Test func spellingsAreThoseThatEnoughPostsHave() {
    var counts: [String: Set<PostCoordinate>] = [:]
    for found in posts where found.post.note == nil {
      let (post, place) = (found.post, found.place)
      for word in post.words { counts[surface(word), default: []].insert(place) }
    }
    let found = Dictionary(
      index.spellings.joined().map { ($0.word, $0.level) }, uniquingKeysWith: { first, _ in first })
    for (word, places) in counts where places.count >= 3 && word.utf8.count >= 3 {
      guard !word.contains(where: \.isNumber) else { continue }
      // Words in titles count, too.
      let least = Int.bitWidth - 1 - places.count.leadingZeroBitCount
      #expect(found[word].map { $0 >= least && $0 <= least + 1 } == true, "\(word)")
    }
    #expect(found.count > 1000)
  }

  private func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && !"’.".contains($0) }
      .map { String($0).trimmingCharacters(in: ["."]) }.filter { !$0.isEmpty }
  }

  private func surface(_ word: String) -> String {
    word.lowercased().replacing("’", with: "")
  }
}

/// The keys of words, each computed once.
private final class Keys {
  private let forms = WordForms(language: "en-GB")
  private var known: [String: String] = [:]

  subscript(word: String) -> String {
    if let key = known[word] { return key }
    let surface = word.lowercased().replacing("’", with: "")
    let key = String(decoding: forms.key(of: Array(surface.utf8)), as: UTF8.self)
    known[word] = key
    return key
  }
}

extension String {
  /// The date, with the first minute of the day if it has no time.
  fileprivate var padded: String { count == 10 ? self + "T00:00" : self }
}
