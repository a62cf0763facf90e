import Content
import PipelineFixtures
import Survey
import Testing

extension Fixture {
  func survey(today: String = "2026-01-01") throws -> ThreadSurvey {
    let zone = try #require(TimeZoneTable("Europe/London"))
    let site = try #require(SiteURL("https://community.example.org/forum"))
    let day = try #require(Day(today))
    return ThreadSurvey(folder, ReadingRules(zone: zone, today: day), site: site)
  }
}
