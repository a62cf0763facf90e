import Foundation
import TestSupport
import Testing

@testable import Search

/// Damage to the search cache costs time, but does not change the published index.
@Suite struct CacheDamageTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let apply: @Sendable (_ path: String, inout SplitMix64) throws -> Void
  }

  static let damages = [
    Damage(testDescription: "a changed byte") { path, random in
      try change(path) { $0[random.number(0...($0.count - 1))] ^= UInt8(random.number(1...255)) }
    },
    Damage(testDescription: "truncated") { path, random in
      try change(path) { $0.removeLast(random.number(1...$0.count)) }
    },
    Damage(testDescription: "extended") { path, random in
      try change(path) { bytes in bytes += (0...random.number(0...9)).map { UInt8($0) } }
    },
    Damage(testDescription: "a run of other bytes") { path, random in
      try change(path) { bytes in
        let start = random.number(0...(bytes.count - 1))
        for index in start..<min(bytes.count, start + random.number(1...64)) {
          bytes[index] = UInt8(random.number(0...255))
        }
      }
    },
    Damage(testDescription: "removed") { path, _ in
      try FileManager.default.removeItem(atPath: path)
    },
    Damage(testDescription: "a folder instead of it") { path, _ in
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    },
  ]

  private static func change(_ path: String, _ change: (inout [UInt8]) -> Void) throws {
    var bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    change(&bytes)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  @Test(arguments: damages) func damagedCacheGivesTheSameIndex(damage: Damage) throws {
    var random = SplitMix64(seed: 21)
    let site = try IndexedSite(SmallCommunity.files)
    let scars = try #require(SmallCommunity.files["boards/b/scars.md"])
    var expected = try site.makeIndex().files
    for round in 0..<12 {
      // Makes a complete cache again, because the last round damaged one of its files.
      try? FileManager.default.removeItem(atPath: site.folder.at("cache"))
      _ = try site.makeIndex(usesCache: true)
      if round % 3 == 0 {
        try site.put(scars.replacing("See", with: "See \(round)"), at: "boards/b/scars.md")
        expected = try site.makeIndex().files
      }
      #expect(!site.cacheFiles.isEmpty)
      try damage.apply(random.pick(site.cacheFiles), &random)
      #expect(try site.makeIndex(usesCache: true).files == expected, "round \(round)")
      #expect(try site.makeIndex(usesCache: true).files == expected, "round \(round), second build")
    }
  }

  /// Removes the published index, too, so that the build needs the whole cache.
  @Test func buildRepairsTheCache() throws {
    var random = SplitMix64(seed: 22)
    let site = try IndexedSite(SmallCommunity.files)
    let expected = try site.publish(usesCache: true)
    for round in 0..<5 {
      for path in site.cacheFiles { try Self.damages[round % 4].apply(path, &random) }
      try FileManager.default.removeItem(atPath: site.folder.at("public/search/index"))
      #expect(try site.publish(usesCache: true) == expected, "round \(round)")
    }
  }
}
