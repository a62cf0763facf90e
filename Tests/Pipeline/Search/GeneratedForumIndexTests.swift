import Content
import Foundation
import Testing
import Words

@testable import Search

/// Compares a larger index with expectations that are computed directly from the generated posts.
@Suite struct GeneratedForumIndexTests {
  private typealias PostCoordinate = IndexReader.PostCoordinate

  private struct Example: Sendable {
    let forum: GeneratedForum
    let built: IndexedSite.Index
    let index: IndexReader
    /// All posts that are not removed, with their coordinates.
    let posts: [ExpectedPost]
  }

  private struct ExpectedPost {
    let thread: GeneratedForum.Thread
    let post: GeneratedForum.Post
    let coordinate: PostCoordinate
  }

  private static let example = Result {
    let forum = GeneratedForum(seed: 5, threads: 1300)
    let built = try IndexedSite(forum.files).makeIndex()
    let index = try IndexReader(built.files)
    var threads: [String: (segment: Int, thread: Int)] = [:]
    for (coordinate, result) in index.results {
      threads[result.slug] = (coordinate.segment, coordinate.thread)
    }
    let posts = forum.threads.flatMap { thread in
      thread.posts.indices.filter { !thread.posts[$0].isRemoved }.compactMap { index in
        threads[thread.slug].map { ids in
          ExpectedPost(
            thread: thread, post: thread.posts[index],
            coordinate: PostCoordinate(segment: ids.segment, thread: ids.thread, number: index + 1))
        }
      }
    }
    return Example(forum: forum, built: built, index: index, posts: posts)
  }

  private let example: Example
  private var index: IndexReader { example.index }

  init() throws { example = try Self.example.get() }

  private var posts: [ExpectedPost] { example.posts }

  @Test func thereAreSegmentsAndListsOfAllSizes() {
    #expect(index.root.segments > 1 && index.root.segments == example.built.segmentCount)
    #expect(posts.count > 2500 && index.root.posts == posts.count)
    let words = index.words.values
    #expect(words.contains { $0.isInline } && words.contains { !$0.isInline })
    #expect(index.results.keys.contains { $0.number > 32 })
  }

  @Test func resultsAreComplete() {
    #expect(Set(index.results.keys) == Set(posts.map(\.coordinate)))
    for found in posts {
      let (thread, post, coordinate) = (found.thread, found.post, found.coordinate)
      let result = index.results[coordinate]
      #expect(result?.slug == thread.slug && result?.board == thread.board)
      #expect(result?.title == thread.title.joined(separator: " "))
      #expect(result?.author == post.author && result?.isAccepted == post.isAccepted)
      #expect(result?.isOfficial == GeneratedForum.nurses.contains(post.author))
      #expect(result?.isClosed == thread.isClosed && result?.isNote == (post.note != nil))
    }
  }

  @Test func postingsAreComplete() {
    let keys = Keys()
    var expected: [String: [PostCoordinate: [Int]]] = [:]
    for found in posts where found.post.note == nil {
      let (post, coordinate) = (found.post, found.coordinate)
      for (position, word) in post.words.enumerated() {
        expected[keys[word], default: [:]][coordinate, default: []].append(position)
      }
    }
    for stop in index.root.stop { expected[stop] = nil }
    let found = index.words.mapValues(\.body).filter { !$0.value.isEmpty }
    #expect(Set(found.keys) == Set(expected.keys))
    let wrong = expected.filter { found[$0.key] != $0.value }.keys.sorted()
    #expect(wrong.isEmpty)
    #expect(expected.count > 1000)
  }

  @Test func wordsHavePostCounts() {
    for word in index.words.values where word.attribute.isEmpty && !word.isCommon {
      let posts = Set(word.body.keys).union(word.titles.keys)
      #expect(word.postCount == posts.count, "\(word.key)")
    }
  }

  @Test func impactLevelsAreOrderedByWeight() {
    let lengths = Dictionary(
      uniqueKeysWithValues: posts.map { ($0.coordinate, $0.post.words.count) })
    let boosted = Set(
      posts.filter { $0.post.isAccepted || GeneratedForum.nurses.contains($0.post.author) }.map(
        \.coordinate))
    var ranges: [ClosedRange<Double>?] = [nil, nil, nil, nil]
    for word in index.words.values {
      for (level, coordinates) in word.levels.enumerated() {
        for (coordinate, positions) in coordinates {
          let (frequency, length) = (Double(positions.count), Double(lengths[coordinate] ?? 0))
          let value = frequency / (frequency + 1.2 * (0.4 + 0.6 * length / 100))
          let weight = value * (boosted.contains(coordinate) ? 1.15 : 1)
          let range = ranges[level] ?? weight...weight
          ranges[level] = min(range.lowerBound, weight)...max(range.upperBound, weight)
        }
      }
    }
    let filled = ranges.compactMap(\.self)
    #expect(filled.count == 4)
    for (lower, higher) in zip(filled, filled.dropFirst()) {
      #expect(lower.upperBound < higher.lowerBound)
    }
  }

  @Test func titlesAreIndexedWithRepresentativePosts() {
    let keys = Keys()
    var expected: [String: Set<PostCoordinate>] = [:]
    for threadPosts in Dictionary(grouping: posts, by: \.thread.slug).values {
      let thread = threadPosts[0].thread
      let representativePosts = threadPosts.filter {
        $0.coordinate == threadPosts.first?.coordinate || $0.post.isAccepted || $0.post.note != nil
          || GeneratedForum.nurses.contains($0.post.author)
      }
      for word in thread.title + thread.tags {
        expected[keys[word], default: []].formUnion(representativePosts.map(\.coordinate))
      }
    }
    let found = index.words.mapValues { Set($0.titles.keys) }.filter { !$0.value.isEmpty }
    #expect(found == expected.filter { !$0.value.isEmpty })
  }

  @Test func attributesEqualThoseOfThePosts() {
    var expected: [String: Set<PostCoordinate>] = [:]
    for found in posts {
      let (thread, post, coordinate) = (found.thread, found.post, found.coordinate)
      let whole = PostCoordinate(segment: coordinate.segment, thread: coordinate.thread, number: 0)
      let isAnswered = thread.posts.contains { $0.isAccepted && !$0.isRemoved }
      let isOneMonth = Set(thread.posts.filter { !$0.isRemoved }.map(\.month)).count == 1
      expected["author=\(post.author.lowercased())", default: []].insert(coordinate)
      expected["board=\(thread.board)", default: []].insert(whole)
      expected["in=\(post.month)", default: []].insert(isOneMonth ? whole : coordinate)
      for tag in thread.tags { expected["tag=\(tag)", default: []].insert(whole) }
      if thread.isClosed { expected["is=closed", default: []].insert(whole) }
      if isAnswered { expected["is=answered", default: []].insert(whole) }
      if GeneratedForum.nurses.contains(post.author) {
        expected["role=nurse", default: []].insert(coordinate)
      }
      if post.author == "Member 5" { expected["role=guide", default: []].insert(coordinate) }
    }
    let found = index.words.mapValues(\.attribute).filter { !$0.value.isEmpty }
    #expect(Set(found.keys) == Set(expected.keys))
    for (key, coordinates) in expected {
      let others = coordinates.symmetricDifference(found[key] ?? [])
      #expect(others.isEmpty, "\(key)")
    }
  }

  @Test func timelineHasAllPostsNewestFirst() {
    let dates = Dictionary(uniqueKeysWithValues: posts.map { ($0.coordinate, $0.post.date) })
    let found = index.timeline.reversed().joined()
    #expect(index.timeline.count > 1 && index.timeline.dropLast().allSatisfy { $0.count >= 2048 })
    #expect(found.map(\.coordinate).sorted() == posts.map(\.coordinate).sorted())
    let written = found.map { dates[$0.coordinate] ?? "" }
    // A date without a time counts as the start of the day.
    #expect(written == written.sorted { $0.padded > $1.padded } && written.count > 2500)
    for (post, date) in zip(found, written) {
      #expect(post.day == Day(String(date.prefix(10)))?.daysSince1970)
    }
  }

  @Test func excerptsAreWholeWordsOfThePost() {
    var (excerpts, wholeTexts) = (0, 0)
    for found in posts where found.post.note == nil {
      let (post, coordinate) = (found.post, found.coordinate)
      guard let result = index.results[coordinate] else { continue }
      #expect(result.byteCount <= 150, "\(result.text)")
      let all = words(of: post.words.joined(separator: " "))
      let some = words(of: result.text.replacing(#/https?:[^ ]*/#, with: ""))
      let starts = all.indices.filter { all[$0...].starts(with: some) }
      #expect(!starts.isEmpty || all.isEmpty, "\(some) in \(all)")
      if !result.startsMidText { #expect(starts.contains(0) || all.isEmpty) }
      if !result.isTruncated {
        #expect(starts.contains { $0 + some.count == all.count } || all.isEmpty)
      }
      if result.startsMidText { #expect(starts != [0]) }
      if result.isTruncated || result.startsMidText { excerpts += 1 } else { wholeTexts += 1 }
    }
    #expect(excerpts > 100 && wholeTexts > 100)
  }

  @Test func spellingsNeedThreePosts() {
    var counts: [String: Set<PostCoordinate>] = [:]
    for found in posts where found.post.note == nil {
      let (post, coordinate) = (found.post, found.coordinate)
      for word in post.words { counts[surface(word), default: []].insert(coordinate) }
    }
    let found = Dictionary(
      index.spellings.joined().map { ($0.word, $0.level) }, uniquingKeysWith: { first, _ in first })
    for (word, coordinates) in counts where coordinates.count >= 3 && word.utf8.count >= 3 {
      guard !word.contains(where: \.isNumber) else { continue }
      // Words in titles count, too.
      let minimum = Int.bitWidth - 1 - coordinates.count.leadingZeroBitCount
      #expect(found[word].map { $0 >= minimum && $0 <= minimum + 1 } == true, "\(word)")
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
