import Foundation
import Testing
import Words

/// Compares words, keys and sounds with words.json. `Tests/Browser/Search/test_search_words.py`
/// compares search.js with the same table, because the script must look words up under the index's
/// keys.
@Suite struct WordTableTests {
  private struct Table: Decodable {
    let language: String
    let cases: [Case]
    let otherLanguages: [Case]
    let sounds: [[String]]
  }

  /// A text and its words: the spelling and the key of each word, alternating.
  private struct Case: Decodable {
    let text: String
    let words: [String]

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      text = try values.decode(String.self)
      words = try values.decode([String].self)
    }
  }

  private let table: Table

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("words.json")
    table = try JSONDecoder().decode(Table.self, from: Data(contentsOf: file))
  }

  @Test func tableHasEnoughCases() {
    #expect(table.cases.count >= 60)
    #expect(table.sounds.count >= 50)
  }

  @Test func wordsAndKeysEqualTheTable() {
    for entry in table.cases {
      #expect(words(of: entry.text, language: table.language) == entry.words, "\(entry.text)")
    }
  }

  @Test func otherLanguagesHaveNoEnglishRules() {
    for entry in table.otherLanguages {
      #expect(words(of: entry.text, language: "cy") == entry.words, "\(entry.text)")
    }
  }

  @Test func phoneticCodesEqualTheTable() {
    for pair in table.sounds {
      let code = String(decoding: PhoneticCode.of(Array(pair[0].utf8)), as: UTF8.self)
      #expect(code == pair[1], "\(pair[0])")
    }
  }

  private func words(of text: String, language: String) -> [String] {
    let forms = WordForms(language: language)
    var words: [String] = []
    var text = text
    // A scan does not retain its scratch memory.
    withExtendedLifetime(WordScratch()) { scratch in
      text.withUTF8 { text in
        var scan = WordScan(text, scratch)
        while scan.next() {
          let surface = Array(scan.word.surface)
          words.append(String(decoding: surface, as: UTF8.self))
          let key = scan.word.isIndexed ? forms.key(of: surface) : []
          words.append(String(decoding: key, as: UTF8.self))
        }
      }
    }
    return words
  }
}
