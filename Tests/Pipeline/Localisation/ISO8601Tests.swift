import Content
import Testing
import Theme

@testable import Localisation

@Suite struct ISO8601Tests {
  @Test(arguments: [
    "1970-01-01", "2024-02-29", "9999-12-31", "2022-05-31T19:42", "2022-05-31T00:00:09Z",
    "2022-01-31T23:59:59-03:30", "2022-01-31T09:05+05:45",
  ])
  func equalsTheTextOfTheDate(text: String) throws {
    let zone = try #require(TimeZoneTable("Europe/London"))
    let date = try #require(PostDate(text, zone: zone))
    var output: [UInt8] = []
    date.appendISO8601(to: &output)
    #expect(String(decoding: output, as: UTF8.self) == date.machineText)
  }
}
