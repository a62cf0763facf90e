import Content
import Diagnostics
import TestSupport
import Testing

@testable import Forum

@Suite struct NearestMemberSearchTests {
  private func nearest(_ key: String, among names: [String]) -> String? {
    NearestMemberSearch(names.map(MemberName.key)).find(key).member.map { names[$0] }
  }

  @Test(arguments: [
    ("wern", "Wren"), ("wrne", "Wren"), ("wnre", nil), ("wran", "Wren"), ("wrens", "Wren"),
    ("wre", "Wren"),
    ("halcyn", "Halcyon"), ("halcoyn", "Halcyon"), ("halycone", "Halcyon"),
    ("xy", nil), ("", nil),
    ("zoe", "Zoë"), ("slightly windswpet", "Slightly Windswept"),
  ])
  func namesOneOrTwoEditsAwayAreFound(_ key: String, _ expected: String?) {
    let found = nearest(key, among: ["Wren", "Halcyon", "Zoë", "Slightly Windswept"])
    #expect(found == expected)
  }

  @Test func theNearestOfSeveralIsFound() {
    #expect(nearest("halcyon", among: ["Halcyom", "Halcyon", "Halycon"]) == "Halcyon")
    #expect(nearest("halcyo", among: ["Halc", "Halcyon"]) == "Halcyon")
  }

  /// Reference implementation: computes the edit distance to every name.
  private func nearestOfAll(_ key: String, among names: [String]) -> Int? {
    let limit = key.count <= 4 ? 1 : 2
    let edits = names.map { editDistance(Array(key), Array($0)) }
    return edits.min().flatMap { $0 <= limit ? edits.firstIndex(of: $0) : nil }
  }

  @Test func searchEqualsTheReference() {
    var random = SplitMix64(seed: 75_000)
    var found = 0
    for _ in 0..<40 {
      let names = (0..<60).map { _ in random.text(of: ["a", "b", "c", "ca"], count: 1...6) }
      let nearest = NearestMemberSearch(names)
      for _ in 0..<20 {
        let key = random.text(of: ["a", "b", "c", "d"], count: 3...9)
        let expected = nearestOfAll(key, among: names)
        #expect(nearest.find(key).member == expected, "\(key) among \(names)")
        found += expected == nil ? 0 : 1
      }
    }
    #expect((100...700).contains(found), "expected hits and misses: \(found) of 800")
  }

  @Test func tensOfThousandsOfNamesAreSearchedFast() {
    let nearest = NearestMemberSearch((0..<30_000).map { "member \($0)" })
    let start = ContinuousClock.now
    for number in 0..<20 { _ = nearest.find("memebr x\(number)") }
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}

/// Limits on the work caused by mentions of unknown names.
@Suite struct UnknownMentionTests {
  private func unconfirmedMentions(_ forum: Forum, budget: Int) -> Int {
    ReferenceChecker(forum, searchBudget: budget).check(threads: forum.threads.indices)
      .unconfirmedMentions.count
  }

  @Test func manyUnknownMentionsAreCheckedFast() throws {
    let members = (0..<20_000).map { "{name: Member \($0)}" }.joined(separator: ", ")
    // Each mention is two edits (a swap and an added letter) away from a member, and all differ.
    let mentions = (0..<20_000).map { "@\"Memebr \($0)x\"" }
    var files = ["members.yml": "[\(members)]"]
    for part in 0..<10 {
      let body = mentions[2000 * part..<2000 * (part + 1)].joined(separator: "\n")
      files["boards/b/t\(part).md"] = thread(body: body)
    }
    let start = ContinuousClock.now
    let built = try BuiltForum.build(files)
    #expect((100..<20_000).contains(built.unconfirmedMentions.count))
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test func withoutBudgetUnknownNamesHaveNoSuggestion() throws {
    let forum = try BuiltForum.build([
      "boards/b/t.md": thread(["Wren", "Halcyon"], body: "@Wern @Halcoyn @Wern @Wrenn")
    ]).forum
    #expect(unconfirmedMentions(forum, budget: 100_000) == 4)
    #expect(unconfirmedMentions(forum, budget: 0) == 0)
    // The second "@Wern" costs nothing because the first answer is cached.
    #expect(unconfirmedMentions(forum, budget: 1) == 2)
  }

  @Test func eachCallHasTheWholeBudget() throws {
    let forum = try BuiltForum.build([
      "boards/b/s.md": thread(body: "@Wern"), "boards/b/t.md": thread(body: "@Wern @Wrenn"),
    ]).forum
    let checker = ReferenceChecker(forum, searchBudget: 1)
    let counts = [0, 1, 0].map { checker.check(threads: $0..<$0 + 1).unconfirmedMentions.count }
    #expect(counts == [1, 1, 1])
  }
}
