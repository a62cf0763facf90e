import Foundation
import Testing

/// Order and pagination of the lists in a generated community of 200 threads.
@Suite struct ListTests {
  private static let threadCount = 200
  static let site = Result { try Community(files()).build() }

  /// Returns threads whose number decides everything else: the count of posts (1 to 13), the day
  /// of the first post, the board (odd numbers: newest posts first), the tag, and whether it is
  /// pinned.
  private static func files() -> [String: String] {
    var files = [
      "forum.yml": Community.settings + "posts_per_page: 3\nthreads_per_page: 10\n",
      "boards/b/board.md": "---\ntitle: Oldest first\n---\n",
      "boards/n/board.md": "---\ntitle: Newest first\npost_order: newest-first\n---\n",
    ]
    for number in 0..<threadCount {
      let board = number % 2 == 0 ? "b" : "n"
      files["boards/\(board)/\(2020 + number % 3)/t\(number).md"] = threadFile(number)
    }
    return files
  }

  private static func threadFile(_ number: Int) -> String {
    let head = (number % 20 == 4 ? "pinned: true\n" : "") + "tags: [tag \(number % 25)]\n"
    var text = thread(
      "Thread \(number)", author: "Member \(number % 60)", date: day(number), head: head)
    for post in 0..<posts(of: number) - 1 {
      let later = day((number * 37) % 400 + 300 + post)
      text += reply("Member \((number + post) % 60)", date: later, body: "Post \(post + 2).")
    }
    return text
  }

  private static func posts(of number: Int) -> Int { number % 13 + 1 }

  private static func day(_ number: Int) -> String {
    let date = Date(timeIntervalSince1970: 1_600_000_000 + Double(number) * 86400)
    return String(date.ISO8601Format().prefix(10))
  }

  private func page(_ path: String) throws -> HTMLPage { try Self.site.get().page(path) }

  /// Returns the link targets of a list's rows.
  private func rows(_ path: String) throws -> [String] {
    try page(path).elements(ofClass: "row-title").map { $0.elements(named: "a")[0]["href"] ?? "" }
  }

  /// Returns the link targets of the rows on all pages of a list.
  private func allRows(_ list: String) throws -> [String] {
    var rows = try rows("\(list)/index.html")
    for number in 2... {
      guard try Self.site.get().files["\(list)/page/\(number)/index.html"] != nil else { break }
      rows += try self.rows("\(list)/page/\(number)/index.html")
    }
    return rows
  }

  @Test func everyPageFollowsTheRulesAndNoLinkIsBroken() throws {
    let site = try Self.site.get()
    let rules = PageRules(site: "https://community.example.org/forum")
    for (path, html) in site.pages { #expect(rules.violations(of: html).isEmpty, "\(path)") }
    #expect(try LinkChecker(site, prefix: "/forum").brokenLinks() == [])
  }

  @Test func aThousandPostsAreAbbreviatedOnEveryPage() throws {
    let posts = (0..<Self.threadCount).reduce(0) { $0 + Self.posts(of: $1) }
    #expect(posts == 1380)
    #expect(try page("index.html").elements(ofClass: "counts")[0].text == "1.3K posts 60 members")
    #expect(try page("404.html").elements(ofClass: "site-counts")[0].text == "1.3K posts")
  }

  @Test(arguments: [0, 1, 12, 25, 38, 103])
  func eachPostStaysOnItsPage(_ number: Int) throws {
    let board = number % 2 == 0 ? "b" : "n"
    var ids: [[String]] = []
    for page in 1...(Self.posts(of: number) + 2) / 3 {
      let folder = "boards/\(board)/t\(number)/" + (page == 1 ? "" : "page/\(page)/")
      let posts = try self.page("\(folder)index.html").elements(ofClass: "post")
      ids.append(posts.compactMap { $0["id"] })
    }
    let numbers = Array(1...Self.posts(of: number))
    let expected = stride(from: 0, to: numbers.count, by: 3).map { start in
      let page = numbers[start..<min(start + 3, numbers.count)].map { "post-\($0)" }
      return board == "n" ? page.reversed() : page
    }
    #expect(ids == expected)
    let past = "boards/\(board)/t\(number)/page/\(expected.count + 1)/index.html"
    #expect(try Self.site.get().files[past] == nil)
  }

  @Test func aListContainsEachThreadOnce() throws {
    for list in ["boards/b", "boards/b/started", "boards/n", "boards/n/started"] {
      let rows = try allRows(list)
      #expect(rows.count == 100 && Set(rows).count == 100)
    }
  }

  /// Returns the dates of a list's rows, without pinned threads. `index`: 0 for the start of the
  /// thread, 1 for its last post.
  private func dates(_ list: String, _ index: Int) throws -> [String] {
    var dates: [String] = []
    for number in 1...10 {
      let path = number == 1 ? "\(list)/index.html" : "\(list)/page/\(number)/index.html"
      let rows = try page(path).elements.filter {
        $0.name == "li" && !$0.elements(ofClass: "row-title").isEmpty
      }
      for row in rows where !row.text.contains("Pinned") {
        dates.append(row.elements(named: "time")[index]["datetime"] ?? "")
      }
    }
    return dates
  }

  @Test(arguments: ["boards/b", "boards/n"])
  func listsAreSortedByStartOrByLastPost(_ board: String) throws {
    let started = try dates("\(board)/started", 0)
    let active = try dates(board, 1)
    #expect(started == started.sorted(by: >) && active == active.sorted(by: >))
    #expect(started.count == (board == "boards/b" ? 90 : 100))
    #expect(try allRows(board) != allRows("\(board)/started"))
  }

  @Test func pinnedThreadsComeFirst() throws {
    let pinned = Set((0..<10).map { "/forum/boards/b/t\($0 * 20 + 4)/" })
    #expect(try Set(rows("boards/b/index.html")) == pinned)
    #expect(try Set(rows("boards/b/started/index.html")) == pinned)
  }

  @Test func listsLinkToTheLastPageIfTheNewestPostComesFirst() throws {
    for row in try allRows("boards/n") {
      let number = try #require(Int(row.split(separator: "/")[3].dropFirst()))
      let last = (Self.posts(of: number) + 2) / 3
      #expect(row == "/forum/boards/n/t\(number)/" + (last == 1 ? "" : "page/\(last)/"))
    }
  }

  @Test func membersAndTagsListTheirThreads() throws {
    #expect(try allRows("members").count == 60)
    #expect(try allRows("tags").count == 25)
    #expect(try allRows("tags/tag-3").count == 8)
    let posts = try allRows("members/member-7")
    #expect(posts.count == Set(posts).count && posts.count > 15)
    #expect(posts.allSatisfy { $0.contains("#post-") })
  }

  @Test func paginationShowsThePositionAndTheNeighbours() throws {
    let list = try page("boards/b/page/5/index.html")
    #expect(list.elements(ofClass: "position").map(\.text) == ["Page 5 of 10"])
    let links = list.elements.filter { $0.name == "link" }.map {
      "\($0["rel"] ?? "") \($0["href"] ?? "")"
    }
    #expect(links.contains("prev /forum/boards/b/page/4/"))
    #expect(links.contains("next /forum/boards/b/page/6/"))
    let current = list.elements(ofClass: "pagination")[0].elements.filter {
      $0["aria-current"] == "page"
    }
    #expect(current.map(\.text) == ["5"])
    #expect(
      try page("boards/b/page/2/index.html").elements.contains { $0["href"] == "/forum/boards/b/" })
  }
}
