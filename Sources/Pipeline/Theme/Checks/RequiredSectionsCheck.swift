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
        messages(for: page.html).map {
          Diagnostic(
            .error, "lost-promise", $0, at: SourceLocation(file: theme.path(of: page.kind)))
        }
      }
    ).sorted()
  }
}

extension RequiredSectionsCheck {
  private func messages(for html: HTMLElementScanner) -> [String] {
    [("disclaimer", Probe.disclaimerMark), ("helpline", Probe.phoneMark)].compactMap {
      message(for: html.elements(ofClass: $0), $0, containing: $1)
    }
  }

  private func message(
    for elements: [HTMLElementScanner.Element], _ name: String, containing mark: String
  ) -> String? {
    let rule = "every page must have exactly one element with class=\"\(name)\""
    guard elements.count == 1, let element = elements.first else {
      return elements.isEmpty
        ? "this template has no \(name) on some pages: \(rule)"
        : "this template has \(elements.count) elements with class=\"\(name)\" on some pages: "
          + rule
    }
    if element.isHidden {
      return "this template hides the \(name); remove 'hidden' or 'aria-hidden' from it, because "
        + "every page must show it"
    }
    return element.html.contains(mark)
      ? nil : "the \(name) of this template is empty; show the \(name) from forum.yml in it"
  }
}
