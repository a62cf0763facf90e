import Content
import PipelineFixtures
import Survey
import Testing

extension Fixture {
  func survey(today: String = "2026-01-01") throws -> ThreadSurveyor {
    let zone = try #require(TimeZoneTable("Europe/London"))
    let site = try #require(BaseURL("https://community.example.org/forum"))
    let day = try #require(Day(today))
    return ThreadSurveyor(folder, ReadingContext(zone: zone, today: day), site: site)
  }
}
