import Content
import Diagnostics
import Forum
import Mustache

/// JSON-LD of the home page: a WebSite published by an Organization, whose ContactPoint is the
/// helpline with its hours, so that search engines can show the current number.
struct HomeStructuredData {
  private let settings: ForumSettings
  private let home: String
  private let description: String
  private let closures: [HelplineClosure]

  init(_ views: SiteViews) {
    settings = views.forum.settings
    home = settings.url.absolute(views.forum.urls.home)
    description = views.redacted(settings.description)
    closures = LayoutView.upcomingClosures(settings.helpline, today: views.forum.today)
  }

  func append(to json: inout [UInt8]) {
    appendUTF8(##"{"@context":"https://schema.org","@type":"WebSite""##, to: &json)
    appendJSON("name", settings.title, to: &json)
    appendJSON("url", home, to: &json)
    if !description.isEmpty { appendJSON("description", description, to: &json) }
    appendJSON("inLanguage", settings.language, to: &json)
    appendUTF8(##","publisher":{"@type":"Organization""##, to: &json)
    appendJSON("name", settings.title, to: &json)
    appendJSON("url", home, to: &json)
    appendContact(to: &json)
    appendUTF8("}}", to: &json)
  }
}

extension HomeStructuredData {
  private func appendContact(to json: inout [UInt8]) {
    let helpline = settings.helpline
    appendUTF8(
      ##","contactPoint":{"@type":"ContactPoint","contactType":"customer support""##, to: &json)
    appendJSON("name", helpline.name, to: &json)
    appendJSON("telephone", helpline.phone.dialString, to: &json)
    if let url = helpline.callbackURL { appendJSON("url", url, to: &json) }
    appendUTF8(##","hoursAvailable":["##, to: &json)
    for (index, hours) in helpline.hours.enumerated() {
      if index > 0 { appendUTF8(",", to: &json) }
      append(hours, to: &json)
    }
    for closure in closures { append(closure, to: &json) }
    appendUTF8("]}", to: &json)
  }

  private func append(_ hours: OpeningHours, to json: inout [UInt8]) {
    appendUTF8(##"{"@type":"OpeningHoursSpecification","dayOfWeek":["##, to: &json)
    let days = hours.days.map { "\"https://schema.org/\(Self.days[$0])\"" }
    appendUTF8(days.joined(separator: ",") + "]", to: &json)
    appendJSON("opens", Self.clock(hours.open), to: &json)
    appendJSON("closes", Self.clock(hours.close), to: &json)
    appendUTF8("}", to: &json)
  }

  /// Appends a closure as hours that open and close at the same time, which means closed all day.
  private func append(_ closure: HelplineClosure, to json: inout [UInt8]) {
    appendUTF8(##",{"@type":"OpeningHoursSpecification""##, to: &json)
    appendJSON("validFrom", closure.day.machineText, to: &json)
    appendJSON("validThrough", closure.day.machineText, to: &json)
    appendJSON("opens", "00:00", to: &json)
    appendJSON("closes", "00:00", to: &json)
    appendUTF8("}", to: &json)
  }

  private static let days = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// Returns the time as `HH:MM`. 1440, the end of a day, becomes 23:59, because readers of the
  /// data may reject 24:00.
  private static func clock(_ minutes: Int) -> String {
    let minutes = min(minutes, 1439)
    let digits = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(digits(minutes / 60)):\(digits(minutes % 60))"
  }
}
