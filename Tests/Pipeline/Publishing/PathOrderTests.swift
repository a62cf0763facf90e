import Files
import Fingerprints
import TestSupport
import Testing

@testable import Publishing

@Suite struct PathOrderTests {
  private func sorted(_ paths: [String]) throws -> [String] {
    let files = try paths.map {
      PlannedFile(path: try #require(OutputPath($0)), fingerprint: Fingerprint(high: 0, low: 0))
    }
    let order = PathOrder(PlannedFiles(files))
    let positions = order.sorted()
    let table = order.table(positions)
    #expect(positions.map { files[Int($0)].path.text } == (0..<table.count).map(table.text))
    return positions.map { paths[Int($0)] }
  }

  @Test(arguments: [
    [], ["a"], ["b", "a"], ["a/b", "a", "a.b", "a0"],
    ["12345678", "1234567", "123456789", "12345678/x", "1234567812345678", "1"],
    ["\u{E9}", "z", "e\u{301}", "\u{10FFFF}", "\u{FFFF}"],
  ])
  func equalsByteOrder(paths: [String]) throws {
    let expected = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(try sorted(paths).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test func anyPathsOfFewLettersAreInOrder() throws {
    var numbers = SplitMix64(seed: 4711)
    for _ in 0..<300 {
      let paths = (0..<Int.random(in: 1...60, using: &numbers)).map { _ in
        let letters = (0..<Int.random(in: 1...20, using: &numbers)).map { _ in
          ["a", "b", "\u{E9}"][Int.random(in: 0..<3, using: &numbers)]
        }
        return "common/beginning/" + letters.joined()
      }
      let expected = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      #expect(try sorted(paths) == expected)
    }
  }

  @Test func equalPathsKeepTheirOrder() throws {
    let files = try ["b/12345678", "a", "b/12345678", "a"].map {
      PlannedFile(path: try #require(OutputPath($0)), fingerprint: Fingerprint(high: 0, low: 0))
    }
    #expect(PathOrder(PlannedFiles(files)).sorted() == [1, 3, 0, 2])
  }

  /// An earlier table is reused only if it equals the requested one.
  @Test(arguments: [["a", "b/c"], ["a", "b/d"], ["a"], ["ab", "/c"], ["a", "b", "c"], []])
  func reusedTableHasTheSamePaths(earlier: [String]) throws {
    let files = PlannedFiles(try TestSite.plan(["b/c": "", "a": ""]))
    let order = PathOrder(files)
    let positions = order.sorted()
    let table = PathTable(
      lines: earlier.flatMap { Array("\($0)\n".utf8) },
      ends: earlier.indices.map { UInt32(earlier[...$0].reduce(0) { $0 + $1.utf8.count + 1 } - 1) })
    #expect(order.table(positions, reusing: table) == order.table(positions))
  }

  @Test func topFoldersAreFoundOnce() throws {
    let files = ["a": "", "b/x": "", "b/y/z": "", "b-c/d": "", "c": "", "é/x": "", "z/z": ""]
    let plan = try Plan(PlannedFiles(TestSite.plan(files)))
    #expect(plan.paths.topLevelFolders().map(\.text) == ["b-c", "b", "z", "é"])
  }

  @Test func planWithATooLongFileListIsRejected() throws {
    let files = PlannedFiles(try TestSite.plan(["a/b": "", "c": ""]))
    #expect(try Plan(files, maximumListSize: 6).paths.lines == Array("a/b\nc\n".utf8))
    let error = #expect(throws: FileError.self) { try Plan(files, maximumListSize: 5) }
    #expect(error == .listTooLong(".forumgen/files", 6, maximum: 5))
    #expect(error?.message.hasPrefix("the list of all paths is 6 bytes long") == true)
  }
}
