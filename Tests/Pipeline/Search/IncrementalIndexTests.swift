import Forum
import Foundation
import TestSupport
import Testing

@testable import Search

/// A build after an edit indexes only the changed segments, with the same bytes as a clean build.
@Suite struct IncrementalIndexTests {
  /// Applies the edits one after another to a forum with several segments.
  @Test func incrementalIndexEqualsCleanIndex() throws {
    let forum = GeneratedForum(seed: 8, threads: 600, isBrief: true)
    let site = try IndexedSite(forum.files)
    let first = try site.makeIndex(usesCache: true)
    #expect(first.segmentCount > 1 && first.readCount == first.forum.threads.count)
    #expect(try site.makeIndex(usesCache: true).readCount == 0, "nothing changed")
    var editions: Set = [try IndexReader(first.files).root.edition]
    var last = Self.withoutRoot(first.files)
    for edit in Self.edits {
      try edit.apply(site, forum)
      let after = try site.makeIndex(usesCache: true)
      let clean = try site.makeIndex()
      let different = Set(after.files.keys).union(clean.files.keys)
        .filter {
          after.files[$0] != clean.files[$0] || after.fingerprints[$0] != clean.fingerprints[$0]
        }
      #expect(different.sorted() == [], "\(edit.name)")
      #expect(clean.readCount == clean.forum.threads.count)
      let isNew = editions.insert(try IndexReader(clean.files).root.edition).inserted
      #expect(isNew || Self.withoutRoot(clean.files) == last, "\(edit.name)")
      last = Self.withoutRoot(clean.files)
      if edit.isOfOneThread {
        let count = after.readCount
        #expect(count > 0 && count < clean.readCount, "\(edit.name): \(count) threads were read")
      }
    }
    _ = try IndexReader(site.makeIndex(usesCache: true).files)
  }

  private static func withoutRoot(_ files: [String: [UInt8]]) -> [String: [UInt8]] {
    files.filter { $0.key != "root.json" }
  }

  private struct Edit: Sendable {
    let name: String
    var isOfOneThread = false
    let apply: @Sendable (IndexedSite, GeneratedForum) throws -> Void
  }

  private static let edits = [
    Edit(name: "an edit", isOfOneThread: true) { site, forum in
      let thread = forum.threads[150]
      try site.put(
        forum.source(of: thread).replacing("---\n\n", with: "---\n\nMarmoset, "),
        at: forum.path(of: thread))
    },
    Edit(name: "a reply", isOfOneThread: true) { site, forum in
      let thread = forum.threads[120]
      try site.put(
        forum.source(of: thread) + "---\nauthor: Member 3\ndate: 2022-12-31\n---\n\nA tamarin.\n",
        at: forum.path(of: thread))
    },
    Edit(name: "a new thread", isOfOneThread: true) { site, _ in
      try site.put(
        "---\ntitle: New\nauthor: Newcomer\ndate: 2023-01-01\n---\n\nWords of a capuchin.\n",
        at: "boards/alpha/new.md")
    },
    Edit(name: "a thread before all others, and a reply before that") { site, _ in
      try site.put(
        """
        ---
        title: Old
        author: Oldtimer
        date: 2001-03-01
        ---

        Old words.

        ---
        author: Oldtimer
        date: 1999-12-31
        ---

        Older words.

        """, at: "boards/beta/old.md")
    },
    Edit(name: "a removed thread") { site, forum in
      try site.remove(forum.path(of: forum.threads[300]))
    },
    Edit(name: "changed roles") { site, _ in
      try site.put(
        "- {name: Member 3, role: guide}\n- {name: Member 9, role: nurse}\n", at: "members.yml")
    },
    Edit(name: "a former member") { site, _ in
      try site.put("- {name: Member 3, former: true}\n", at: "members.yml")
    },
    Edit(name: "a changed board title") { site, _ in
      try site.put("---\ntitle: Another name\norder: -1\n---\n", at: "boards/gamma/board.md")
    },
    Edit(name: "a closed board") { site, _ in
      try site.put("---\ntitle: Board beta\nclosed: true\n---\n", at: "boards/beta/board.md")
    },
    Edit(name: "an official role") { site, _ in
      try site.put(
        IndexedSite.settings + "roles: {guide: {label: Guide, official: true}}\n", at: "forum.yml")
      try site.put("- {name: Member 5, role: guide}\n", at: "members.yml")
    },
    Edit(name: "a glossary") { site, _ in
      try site.put("- {term: Tamarin, means: An animal.}\n", at: "glossary.yml")
    },
    Edit(name: "a changed language") { site, _ in
      try site.put(IndexedSite.settings + "language: cy\n", at: "forum.yml")
      try site.put("[]\n", at: "members.yml")
    },
  ]

  /// The language decides which words are stop words. The cached segment is the same for both.
  @Test func stopWordsDependOnTheLanguage() throws {
    let site = try IndexedSite([
      "boards/b/t.md": "---\ntitle: About\nauthor: Wren\ndate: 2022-01-01\n---\n\nx\n"
    ])
    #expect(try IndexReader(site.makeIndex(usesCache: true).files).words["about"]?.isCommon == true)
    try site.put(IndexedSite.settings + "language: cy\n", at: "forum.yml")
    let after = try site.makeIndex(usesCache: true)
    #expect(try IndexReader(after.files).words["about"]?.isCommon == false)
    #expect(try after.files == site.makeIndex().files)
    #expect(try after.fingerprints == site.makeIndex().fingerprints)
  }

  /// The attributes of a thread must not depend on other threads.
  @Test func earlyReplyIsIndexedUnderItsMonth() throws {
    let site = try IndexedSite([
      "boards/b/t.md": """
      ---
      title: T
      author: Wren
      date: 2022-05-01
      ---

      x

      ---
      author: Wren
      date: 2019-12-31
      ---

      y

      """
    ])
    let words = try IndexReader(site.makeIndex().files).words
    #expect(words["in=2019-12"]?.attribute.map(\.number) == [2])
    #expect(words["in=2022-05"]?.attribute.map(\.number) == [1])
  }

  @Test func oneJobAndTwoJobsGiveTheSameBytes() throws {
    let site = try IndexedSite(GeneratedForum(seed: 3, threads: 60).files)
    let one = try site.publish(jobs: 1, into: "one")
    let two = try site.publish(jobs: 2, into: "two")
    #expect(one == two && one.count > 40)
    // An index that is made without a whole build has the same bytes.
    let files = try site.makeIndex().files
    #expect(files.allSatisfy { one[$0.key] == $0.value })
    #expect(Set(one.keys).subtracting(files.keys).allSatisfy { $0.hasPrefix("a/") })
  }
}
