import PipelineFixtures
import Testing

/// Forums in other languages. They need another strings.yml, but no other templates.
@Suite struct LanguageTests {
  private static func build(_ language: String, theme: String) throws -> BuiltSite {
    let settings = """
      title: Example
      url: https://community.example.org
      language: \(language)
      disclaimer: Words.
      helpline:
        name: Example Helpline
        phone: "08081 570000"
        hours:
          - {days: mon-wed, open: "09:00", close: "16:00"}
          - {days: [thu, fri], open: "09:30", close: "16:30"}
          - {days: [sat, mon], open: "18:00", close: "24:00"}
          - {days: sun, open: "00:00", close: "24:00"}
          - {days: sat, open: "11:00", close: "12:00"}
        closures:
          - {date: 2026-12-01, reason: Snow}
      """
    let community = try Community([
      "forum.yml": settings,
      "boards/b/t.md": thread(date: "2022-06-01T19:42") + reply(date: "2022-06-02T00:05"),
    ])
    let site = try community.build(theme: Translation(theme))
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
    return site
  }

  private static let welsh = Result { try build("cy", theme: "cy") }
  private static let german = Result { try build("de-AT", theme: "de") }
  private static let french = Result { try build("fr", theme: "fr") }

  private func times(_ site: BuiltSite, _ path: String) throws -> [String] {
    try site.page(path).elements(ofClass: "post").compactMap {
      $0.elements(named: "time").first?.text
    }
  }

  private func hours(_ site: BuiltSite) throws -> [String] {
    try site.page("404.html").elements(ofClass: "hours")[0].elements(named: "li").map {
      $0.elements(named: "span").map(\.text).joined(separator: ": ")
    }
  }

  private func closure(_ site: BuiltSite) throws -> String {
    try site.page("index.html").elements(ofClass: "closure")[0].text
  }

  private func language(_ site: BuiltSite) throws -> Set<String?> {
    Set(try site.pages.map { try HTMLPage($0.html).elements[1]["lang"] })
  }

  @Test func aForumInWelsh() throws {
    let site = try Self.welsh.get()
    #expect(try language(site) == ["cy"])
    #expect(
      try times(site, "boards/b/t/index.html") == ["1 Mehefin 2022, 19.42", "2 Mehefin 2022, 0.05"])
    #expect(
      try hours(site) == [
        "Llun i Mercher: 9yb tan 4yh", "Iau a Gwener: 9.30yb tan 4.30yh",
        "Llun a Sadwrn: 6yh tan hanner nos", "Sul: 24 awr y dydd",
        "Sadwrn: 11yb tan hanner dydd",
      ])
    #expect(try closure(site) == "Ar gau ar dydd Mawrth 1 Rhagfyr 2026 (Snow)")
    let home = try site.page("index.html").elements(ofClass: "counts")[0].text
    #expect(home == "2 bostiad 2 aelod")
  }

  @Test func aForumInGerman() throws {
    let site = try Self.german.get()
    #expect(try language(site) == ["de-AT"])
    #expect(
      try times(site, "boards/b/t/index.html") == [
        "1. Juni 2022, 19:42 Uhr", "2. Juni 2022, 0:05 Uhr",
      ])
    #expect(
      try hours(site) == [
        "Montag bis Mittwoch: 9 bis 16 Uhr", "Donnerstag und Freitag: 9:30 bis 16:30 Uhr",
        "Montag und Samstag: 18 bis 24 Uhr", "Sonntag: rund um die Uhr",
        "Samstag: 11 bis 12 Uhr",
      ])
    #expect(try closure(site) == "Geschlossen am Dienstag, 1. Dezember 2026 (Snow)")
    let home = try site.page("index.html").elements(ofClass: "counts")[0].text
    #expect(home == "2 Beiträge 2 Mitglieder")
  }

  @Test func aForumInFrench() throws {
    let site = try Self.french.get()
    #expect(try language(site) == ["fr"])
    #expect(
      try times(site, "boards/b/t/index.html") == [
        "1er juin 2022 à 19\u{A0}h\u{A0}42", "2 juin 2022 à 0\u{A0}h\u{A0}05",
      ])
    #expect(
      try hours(site) == [
        "Du lundi au mercredi: de 9\u{A0}h à 16\u{A0}h",
        "jeudi et vendredi: de 9\u{A0}h\u{A0}30 à 16\u{A0}h\u{A0}30",
        "lundi et samedi: de 18\u{A0}h à minuit", "dimanche: 24 heures sur 24",
        "samedi: de 11\u{A0}h à midi",
      ])
    #expect(try closure(site) == "Fermé le mardi 1er décembre 2026 (Snow)")
    let home = try site.page("index.html").elements(ofClass: "counts")[0].text
    #expect(home == "2 messages 2 membres")
  }

  @Test func helplineScriptGetsTextsInTheLanguage() throws {
    let block = try Self.french.get().page("index.html").elements(ofClass: "helpline")[0]
    let status = block.elements(ofClass: "open-now")[0]
    #expect(status["data-opens-on"] == "Ouvre {weekday} à {time}")
    #expect(status["data-day6"] == "dimanche")
    #expect(status["data-zone"] == "Europe/London")
    #expect(status["data-closed"] == "2026-12-01")
    let line = block.elements(ofClass: "hours")[0].elements(named: "li")[1]
    #expect(line["data-days"] == "3 4")
    #expect(line["data-opens"] == "570" && line["data-closes"] == "990")
    #expect(line["data-from"] == "9\u{A0}h\u{A0}30" && line["data-until"] == "16\u{A0}h\u{A0}30")
  }

  /// In right-to-left text, the digit groups of a number would change places without the isolates
  /// (U+2066 and U+2069).
  @Test(arguments: [
    ("ar", "\u{2066}18001\u{2069} \u{2066}08081 570000\u{2069}"), ("cy", "18001 08081 570000"),
  ])
  func phoneNumbersAreIsolatedInRightToLeftText(language: String, expected: String) throws {
    let settings = Community.settings + "  relay_prefix: 18001\nlanguage: \(language)\n"
    let site = try Community(["forum.yml": settings]).build()
    #expect(try site.html("index.html").contains("first: \(expected)</p>"))
  }

  @Test(arguments: [
    ("ar", "rtl"), ("fa-IR", "rtl"), ("he", "rtl"), ("ur", "rtl"), ("en-Arab", "rtl"),
    ("az-arab-IR", "rtl"), ("ur-Latn", nil), ("cy", nil), ("en-GB", nil), ("sd-Deva-IN", nil),
  ])
  func pagesHaveTheTextDirectionOfTheLanguage(language: String, direction: String?) throws {
    let settings = Community.settings + "language: \(language)\n"
    let site = try Community(["forum.yml": settings]).build()
    for (_, html) in site.pages {
      let root = try HTMLPage(html).elements[1]
      #expect(root["lang"] == language && root["dir"] == direction)
    }
  }
}
