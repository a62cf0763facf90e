import Content
import Mustache
import SafeHTML

/// A page that is rendered with made-up values to check a theme when it is loaded. A rule that
/// the emptiest and the fullest page of a kind follow is taken to be followed by all pages of
/// that kind.
struct ProbedPage {
  let kind: PageKind
  let html: HTMLElementScanner

  /// Returns two pages of each kind: the emptiest and the fullest.
  static func all(of templates: TemplateSet, _ shapes: [(kind: PageKind, shape: Shape)])
    -> [ProbedPage]
  {
    shapes.flatMap { kind, shape in
      [Probe.minimal, .maximal].map { probe in
        var html: [UInt8] = []
        var values = ValueArena()
        let record = probe.record(shape, &values)
        templates.template(ofPage: kind.rawValue)?.render(record, of: values, into: &html)
        return ProbedPage(kind: kind, html: HTMLElementScanner(html))
      }
    }
  }
}

/// Values that are made up from the shape of a page.
enum Probe {
  case minimal, maximal

  static let disclaimerMark = "disclaimer-probe"
  static let phoneMark = "tel:phone-probe"
  /// Placeholder for every URL in content that may lead to another host.
  static let externalURL = "https://elsewhere.invalid/"

  func record(_ shape: Shape, _ values: inout ValueArena) -> Value {
    values.record(shape, of: shape.fields.map { value($0, of: shape, &values) })
  }

  private func value(_ field: Field, of shape: Shape, _ values: inout ValueArena) -> Value {
    switch field.kind {
    case .html where field.name == "disclaimer":
      values.html(SafeHTML(trusted: Array("<p>\(Self.disclaimerMark)</p>".utf8)))
    case .text where field.name == "phone_url": values.text(Self.phoneMark)
    case .text where self == .maximal && mayBeExternal(field, of: shape):
      values.text(Self.externalURL)
    case .record(let shape): record(shape, &values)
    case .text: values.text(self == .maximal ? "text" : "")
    case .html: self == .maximal ? values.html(SafeHTML(escaping: "html")) : .missing
    case .number: .number(1)
    case .flag: .flag(self == .maximal)
    case .list(let shape): values.list(self == .maximal ? [record(shape, &values)] : [])
    }
  }

  private func mayBeExternal(_ field: Field, of shape: Shape) -> Bool {
    switch field.name {
    case "callback_url", "canonical", "target_absolute": true
    case "url": shape === Shapes.support
    default: false
    }
  }
}
