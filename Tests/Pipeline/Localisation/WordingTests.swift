import PipelineFixtures
import Testing
import Theme

@testable import Content
@testable import Localisation

/// Wording of counts and times in several languages.
@Suite struct WordingTests {
  private func wording(_ language: String) throws -> Wording {
    let strings =
      language == "en"
      ? try #require(Theme.read(SourceFolder("\(repository)/templates")).theme).strings
      : try Translation(language).strings()
    return Wording(strings, language: language, days: 0..<1)
  }

  private func replies(_ count: Int, _ wording: Wording) -> String {
    var output: [UInt8] = []
    wording.appendReplies(count, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func englishHasTwoForms() throws {
    let words = try wording("en")
    #expect([0, 1, 2, 999].map(words.posts) == ["0 posts", "1 post", "2 posts", "999 posts"])
    #expect(words.members(75_299) == "75.2K members" && words.posts(1_299_999) == "1.2M posts")
    #expect(words.threads(1000) == "1K threads" && words.threads(1_000_000) == "1M threads")
    #expect(replies(1, words) == "1 reply" && replies(1100, words) == "1.1K replies")
  }

  @Test func welshHasSixForms() throws {
    let words = try wording("cy")
    #expect(
      [0, 1, 2, 3, 4, 5, 6, 7, 12, 100].map(words.posts) == [
        "Dim postiadau", "1 postiad", "2 bostiad", "3 phostiad", "4 postiad", "5 postiad",
        "6 phostiad", "7 postiad", "12 postiad", "100 postiad",
      ])
    // cy.yml has no forms for 2, 3 and 6 members. `members_other` is used instead.
    #expect([0, 2, 3, 6].map(words.members) == ["Dim aelodau", "2 aelod", "3 aelod", "6 aelod"])
    #expect(words.members(75_200) == "75.2K aelod")
  }

  @Test func frenchUsesTheSingularForZero() throws {
    let words = try wording("fr")
    #expect(
      [0, 1, 2].map { replies($0, words) } == ["0 réponse", "1 réponse", "2 réponses"])
    #expect(words.posts(75_299) == "75,2\u{A0}k messages")
    #expect(words.posts(1_299_999) == "1,2\u{A0}M de messages")
  }

  @Test func germanHasADecimalComma() throws {
    let words = try wording("de")
    #expect([0, 1, 2].map(words.threads) == ["0 Themen", "1 Thema", "2 Themen"])
    #expect(words.members(75_299) == "75,2\u{A0}Tsd. Mitglieder")
    #expect(words.posts(1_000_000) == "1\u{A0}Mio. Beiträge")
  }

  @Test(arguments: [
    ([5, 6, 0], "Saturday to Monday"), ([0, 1, 2, 3, 4, 5, 6], "Monday to Sunday"),
    ([0, 6], "Monday and Sunday"), ([0, 2, 6], "Monday, Wednesday and Sunday"),
    ([0, 1, 2, 3, 5, 6], "Saturday to Thursday"), ([3], "Thursday"),
    ([1, 2, 3], "Tuesday to Thursday"),
    ([0, 1, 3, 4], "Monday, Tuesday, Thursday and Friday"),
  ]) func daysAreListedInWords(days: [Int], expected: String) throws {
    #expect(try wording("en").days(days.sorted()) == expected)
  }

  @Test(arguments: [
    (540, 960, "9am to 4pm"), (0, 570, "midnight to 9:30am"), (720, 1440, "midday to midnight"),
    (750, 1439, "12:30pm to 11:59pm"), (5, 60, "12:05am to 1am"), (0, 1440, "24 hours a day"),
  ]) func hoursAreWrittenInWords(open: Int, close: Int, expected: String) throws {
    let hours = OpeningHours(days: [0], open: open, close: close)
    #expect(try wording("en").times(hours) == expected)
  }
}

@Suite struct PluralRuleTests {
  /// The samples are CLDR's (plurals.xml), in the order zero, one, two, few, many, other.
  @Test(arguments: [
    ("cy", "0|1|2|3|6|4,5,7,8,16,100,1000"), ("en-GB", "|1||||0,2,16,100,1000"),
    ("fr", "|0,1||||2,17,100,1000"), ("pt-BR", "|0,1||||2,17"), ("pt-PT", "|1||||0,2,17"),
    ("ga", "|1|2|3,4,5,6|7,8,9,10|0,11,25,100"), ("gd", "|1,11|2,12|3,10,13,19||0,20,34,100"),
    ("pl", "|1||2,4,22,24,102|0,5,19,100,112|"), ("ru", "|1,21,101||2,4,22,102|0,5,11,19,100|"),
    ("uk", "|1,21||3,33|0,11,14|"), ("hr", "|1,21||2,4,22||0,5,11,19,100"),
    ("cs", "|1||2,3,4||0,5,19,100"), ("sl", "|1,101|2,102|3,4,103||0,5,19,100"),
    ("lt", "|1,21||2,9,22||0,10,20,100"), ("lv", "0,10,20,100|1,21||||2,9,22"),
    ("ro", "|1||0,2,16,101||20,35,100"), ("ar", "0|1|2|3,10,103|11,26,111|100,102,200"),
    ("he", "|1|2|||0,3,17,100"), ("mt", "|1|2|0,3,10,103|11,19,111|20,35,100"),
    ("br", "|1,21|2,22|3,4,9,23||0,5,11,12,13,19,71,100"), ("is", "|1,21||||0,2,11,16,100"),
    ("hi", "|0,1||||2,17"), ("ja", "|||||0,1,2,100"), ("gv", "|1,11|2,12|0,20,100||3,10,13"),
    ("xx", "|1||||0,2,100"), ("DE", "|1||||0,2,100"),
  ]) func categoriesFollowCLDR(language: String, samples: String) {
    let rule = PluralRule(language: language)
    let names = ["zero", "one", "two", "few", "many", "other"]
    let lists = samples.split(separator: "|", omittingEmptySubsequences: false)
    #expect(lists.count == names.count)
    for (name, list) in zip(names, lists) {
      for number in list.split(separator: ",").compactMap({ Int($0) }) {
        #expect(rule.category(of: number, exponent: 0).rawValue == name, "\(language) \(number)")
      }
    }
  }

  @Test func someLanguagesHaveAFormForMillions() {
    for (language, category) in [("fr", "many"), ("es", "many"), ("en", "other"), ("de", "other")] {
      let rule = PluralRule(language: language)
      #expect(rule.category(of: 1_200_000, exponent: 6).rawValue == category)
      #expect(rule.category(of: 75_200, exponent: 3).rawValue == "other")
    }
  }
}
