import Foundation
import TestSupport
import Testing

/// Search suggestions that are shown while a reader types.
@Suite struct SuggestionTests {
  private static let vocabulary = [
    "letrozole", "letter", "let", "lump", "lumpectomy", "lymph", "lymphoedema", "arm", "armpit",
    "hot", "flushes", "tamoxifen", "taxol", "skin", "scan", "scanxiety", "drain", "drains", "er",
  ]

  /// A site with enough threads and members for prefixes with more items than their lists may have.
  private static let large = Result { try Community(files).build() }

  private static let files: [String: String] = {
    var random = SplitMix64(seed: 7)
    var files: [String: String] = ["glossary.yml": "- {term: Lymph node, means: x}\n"]
    for number in 0..<400 {
      let words = (0..<random.number(1...5)).map { _ in random.pick(vocabulary) }
      let title = words.joined(separator: " ") + (random.oneIn(4) ? " only\(number)" : "")
      let author = "\(random.pick(vocabulary)) \(random.number(0...80))"
      files["boards/b/t\(number).md"] = thread(
        yaml(title), author: author, head: "tags: [\(random.pick(vocabulary))]\n")
    }
    return files
  }()

  @Test func everyItemIsFoundByThePrefixesOfItsWords() throws {
    let site = try Self.large.get()
    let pieces = try SuggestionPieces(site)
    let items = pieces.items
    #expect(Set(items.map(\.kind)) == ["t", "m", "g", "w"])
    // A thread that ranks too low in the lists of all its prefixes is in no piece.
    #expect(items.count > 250)
    for item in items {
      for word in words(item.text) where word.count > 1 {
        let found = try pieces.entry(for: word)
        #expect(found.isEmpty == false)
        if found.isComplete { #expect(found.hits.contains(item), "\(item) by \(word)") }
      }
    }
  }

  @Test func titlesWithRareWordsAreFoundAmongManyOthers() throws {
    let site = try Self.large.get()
    let pieces = try SuggestionPieces(site)
    let titles = site.pages.filter { $0.path.wholeMatch(of: #/boards/b/t\d+/index.html/#) != nil }
    var rare = 0
    for (path, html) in titles {
      let title = try #require(try HTMLPage(html).elements.first { $0.name == "h1" }).text
      guard let only = words(title).last, only.hasPrefix("only") else { continue }
      rare += 1
      let found = try pieces.entry(for: only)
      let hit = Hit(kind: "t", text: title, url: path.replacing("index.html", with: ""))
      #expect(!found.isComplete || found.hits.contains(hit))
    }
    #expect(rare > 50)
  }

  @Test func anEntryContainsOnlyItemsWithItsPrefix() throws {
    let pieces = try SuggestionPieces(Self.large.get())
    var full = 0
    for (prefix, entry) in pieces.entries {
      #expect((2...6).contains(prefix.count))
      #expect(entry.hits.count <= 40 && (entry.isComplete || entry.hits.count == 40))
      #expect(Set(entry.hits).count == entry.hits.count)
      for hit in entry.hits { #expect(words(hit.text).contains { $0.hasPrefix(prefix) }) }
      if prefix.count > 2 {
        let shorter = try #require(pieces.entries[String(prefix.dropLast())])
        #expect(!shorter.isComplete, "\(prefix) is in the one before it")
      }
      if !entry.isComplete { full += 1 }
    }
    #expect(full > 10)
  }

  @Test func itemsAreRankedByKindThenPostsThenDate() throws {
    let site = try Community([
      "glossary.yml": "- {term: Drip, means: x}\n",
      "boards/b/a.md": thread("Drains old", author: "A", date: "2026-01-01"),
      "boards/b/b.md": thread("Drains new", author: "A", date: "2026-02-01"),
      "boards/b/c.md": thread("Drains long", author: "A", date: "2025-01-01") + reply("A"),
      "boards/b/d.md": thread("Other", author: "Drusilla", head: "tags: [dry skin]\n"),
    ]).build()
    let hits = try #require(SuggestionPieces(site).entries["dr"]).hits
    #expect(
      hits == [
        Hit(kind: "w", text: "Drip", url: "glossary/#term-drip"),
        Hit(kind: "g", text: "dry skin", url: "tags/dry-skin/"),
        Hit(kind: "t", text: "Drains long", url: "boards/b/c/"),
        Hit(kind: "t", text: "Drains new", url: "boards/b/b/"),
        Hit(kind: "t", text: "Drains old", url: "boards/b/a/"),
        Hit(kind: "m", text: "Drusilla", url: "members/drusilla/"),
      ])
  }

  @Test(arguments: [
    ("Môr a Mynydd", ["mo", "my"]), ("Sam’s Mum", ["sa", "mu"]),
    ("O'Brien DON'T it's", ["ob", "do", "it"]),
    ("37.5°C or £1,000", ["37", "or", "1."]), ("Straße ÆON Łódź", ["st", "ae", "lo"]),
    ("x-ray, e-mail", ["ra", "ma"]), ("Zo\u{308}e İ", ["zo"]), ("Здравствуй 日本", ["зд", "日本"]),
    ("🎉 a b", []), ("\(String(repeating: "x", count: 41)) yy", ["yy"]),
  ])
  func wordsAreSplitAsInTheSearch(title: String, prefixes: [String]) throws {
    let site = try Community(["boards/b/t.md": thread(yaml(title), author: "Q")]).build()
    let found = try SuggestionPieces(site).entries.filter { $0.value.hits[0].kind == "t" }
    #expect(Set(found.keys) == Set(prefixes))
    #expect(found.values.allSatisfy { $0.hits[0].text == title })
  }

  @Test func otherSpellingsOfATermAreSuggestedUnlessTheyArePlurals() throws {
    let site = try Community([
      "glossary.yml":
        "- {term: trastuzumab, means: x, also: [Herceptin]}\n"
        + "- {term: biopsy, means: x, also: [biopsies, core biopsy]}\n"
    ]).build()
    let items = try SuggestionPieces(site).items.filter { $0.kind == "w" }
    #expect(
      Set(items) == [
        Hit(kind: "w", text: "biopsy", url: "glossary/#term-biopsy"),
        Hit(kind: "w", text: "core biopsy", url: "glossary/#term-biopsy"),
        Hit(kind: "w", text: "Herceptin", url: "glossary/#term-trastuzumab"),
        Hit(kind: "w", text: "trastuzumab", url: "glossary/#term-trastuzumab"),
      ])
  }

  @Test func formerMembersAndAuthorsOfRemovedPostsAreNotSuggested() throws {
    let site = try Community([
      "members.yml": "- {name: Rose Tyler, former: true}\n",
      "glossary.yml": "- {term: Rose Tyler syndrome, means: x}\n",
      "boards/b/a.md": thread("Alpha", author: "Rose Tyler"),
      "boards/b/b.md": thread("Beta", author: "Ghost", head: "removed: Spam\n"),
      "boards/b/c.md": thread("Gamma") + reply("Phantom", head: "removed: Spam\n"),
    ]).build()
    #expect(site.errors.isEmpty)
    let texts = try Set(SuggestionPieces(site).items.map(\.text))
    #expect(texts == ["Former member syndrome", "Alpha", "Gamma", "Wren"])
  }

  @Test func aReplyChangesNoPiece() throws {
    let replies = (0..<4).map { _ in reply("Wren") }.joined()
    let community = try Community([
      "boards/b/t.md": thread("Drains") + replies, "boards/b/u.md": thread("Seroma") + replies,
    ])
    let before = try SuggestionPieces(community.build())
    try community.put(thread("Drains") + replies + reply("Wren"), at: "boards/b/t.md")
    let after = try SuggestionPieces(community.build())
    #expect(before.files == after.files)
  }

  @Test func aNewThreadChangesOnlyThePrefixesOfItsWords() throws {
    var files = Self.files
    files["boards/b/new.md"] = thread(
      "hot unheard lumps", author: "scan 7", date: "2026-11-01", head: "tags: [skin]\n")
    let before = try SuggestionPieces(Self.large.get()).entries
    let after = try SuggestionPieces(Community(files).build()).entries
    let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    #expect(changed.isSuperset(of: ["ho", "lu", "un"]))
    for prefix in changed {
      #expect(["hot", "unheard", "lumps", "scan", "skin"].contains { $0.hasPrefix(prefix) })
    }
  }

  @Test func attackStringsAreEscaped() throws {
    for attack in AttackStrings.all {
      let site = try Community([
        "boards/b/t.md": thread(yaml("word \(attack)")), "forum.yml": Community.settings,
      ]).build()
      guard site.errors.isEmpty else { continue }
      let raw = site.files.filter { $0.key.hasPrefix("search/index/a/") }.values
      #expect(raw.allSatisfy { !$0.contains(UInt8(ascii: "<")) })
      #expect(try SuggestionPieces(site).entries["wo"]?.hits.count == 1)
    }
  }

  @Test func anEmptyForumHasOneEmptyPiece() throws {
    let site = try Community([:]).build()
    #expect(try site.html("search/index/a/0.json") == "{}\n")
    #expect(site.files.keys.filter { $0.hasPrefix("search/index/a/") }.count == 1)
  }

  @Test func noLinkOfTheSampleIsBroken() throws {
    for sample in [SampleTests.atRoot, SampleTests.belowPath] {
      let site = try sample.get()
      let items = try SuggestionPieces(site).items
      #expect(items.count > 150)
      for item in items {
        let parts = item.url.split(separator: "#", omittingEmptySubsequences: false)
        let path = String(parts[0]).removingPercentEncoding ?? ""
        let page = try site.page("\(path)index.html")
        guard parts.count == 2 else { continue }
        #expect(page.elements.contains { $0["id"] == String(parts[1]).removingPercentEncoding })
      }
    }
  }

  /// Splits a text that contains only plain words.
  private func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
