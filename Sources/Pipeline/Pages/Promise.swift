import Content
import Diagnostics
import Mustache
import SafeHTML

/// The promise that every page carries the disclaimer and the helpline, held at load: each template
/// is rendered for the barest page that there can be and for the fullest, and what comes out is
/// looked at.
struct Promise {
  private let templates: TemplateSet
  private let theme: Theme

  init(_ templates: TemplateSet, _ theme: Theme) {
    self.templates = templates
    self.theme = theme
  }

  func diagnostics() -> [Diagnostic] {
    PageKind.allCases.flatMap { kind in
      Set([Probe.bare, .full].flatMap { faults(of: kind, $0) }).sorted().map {
        Diagnostic(
          .error, "lost-promise", $0,
          at: Place(file: theme.folder.shown("\(kind.rawValue).mustache"))
        )
      }
    }
  }
}

extension Promise {
  private func faults(of kind: PageKind, _ probe: Probe) -> [String] {
    var html: [UInt8] = []
    var values = ValueArena()
    let record = probe.record(of: kind, &values)
    templates.template(ofPage: kind.rawValue)?.render(record, of: values, into: &html)
    let scan = ElementScan(html)
    return [("disclaimer", Probe.disclaimerMark), ("helpline", Probe.phoneMark)].compactMap {
      fault(scan.elements(ofClass: $0), $0, holding: $1)
    }
  }

  private func fault(_ elements: [ElementScan.Element], _ name: String, holding mark: String)
    -> String?
  {
    let every = "every page has one element of class '\(name)', whatever the page shows"
    guard elements.count == 1, let element = elements.first else {
      return elements.isEmpty
        ? "a page of this template loses the \(name): \(every)"
        : "a page of this template has \(elements.count) elements of class '\(name)': \(every)"
    }
    if element.isHidden {
      return "a page of this template hides the \(name), which is to be seen on every page"
    }
    return element.html.contains(mark)
      ? nil : "the \(name) of this template is empty: it shows the \(name)'s text from forum.yml"
  }
}

/// A page's values made up from its shape.
private enum Probe {
  case bare, full

  static let disclaimerMark = "disclaimer-probe"
  static let phoneMark = "tel:phone-probe"

  func record(of kind: PageKind, _ values: inout ValueArena) -> Value {
    record(Shapes.shape(of: kind), &values)
  }

  private func record(_ shape: Shape, _ values: inout ValueArena) -> Value {
    values.record(shape, of: shape.fields.map { value($0, &values) })
  }

  private func value(_ field: Field, _ values: inout ValueArena) -> Value {
    switch field.kind {
    case .html where field.name == "disclaimer":
      values.html(SafeHTML(vouchedFor: Array("<p>\(Self.disclaimerMark)</p>".utf8)))
    case .text where field.name == "phone_url": values.text(Self.phoneMark)
    case .record(let shape): record(shape, &values)
    case .text: values.text(self == .full ? "text" : "")
    case .html: self == .full ? values.html(SafeHTML(escaping: "html")) : .missing
    case .number: .number(1)
    case .flag: .flag(self == .full)
    case .list(let shape): values.list(self == .full ? [record(shape, &values)] : [])
    }
  }
}
