import Content
import Diagnostics

/// Checks, when a theme is loaded, that every page shows the disclaimer and the helpline.
struct RequiredSectionsCheck {
  /// Two pages of each kind.
  let probes: [ProbedPage]
  let theme: Theme

  func diagnostics() -> [Diagnostic] {
    Set(
      probes.flatMap { page in
        faults(of: page.scan).map {
          Diagnostic(
            .error, "lost-promise", $0, at: SourceLocation(file: theme.path(of: page.kind)))
        }
      }
    ).sorted()
  }
}

extension RequiredSectionsCheck {
  private func faults(of scan: HTMLElementScanner) -> [String] {
    [("disclaimer", Probe.disclaimerMark), ("helpline", Probe.phoneMark)].compactMap {
      fault(scan.elements(ofClass: $0), $0, holding: $1)
    }
  }

  private func fault(_ elements: [HTMLElementScanner.Element], _ name: String, holding mark: String)
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
