import Foundation

/// The rules that every page follows, whatever its authors wrote: known elements and attributes,
/// safe URLs, one disclaimer, one helpline.
struct PageRules {
  /// The forum's `url`.
  let site: String

  private let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    + "worker-src 'self'; child-src 'self'; font-src 'self'; connect-src 'self'; "
    + "manifest-src 'self'; form-action 'self'; base-uri 'none'"

  private static let global: Set<String> = ["class", "id", "aria-labelledby", "aria-label"]

  /// The elements that the templates and the Markdown renderer write, with their attributes.
  private static let allowed: [String: Set<String>] = [
    "": [], "html": ["lang", "dir"], "head": [],
    "meta": ["charset", "name", "content", "http-equiv", "property"], "title": [],
    "link": ["rel", "href", "type", "title"], "script": ["type", "src", "defer", "async"],
    "body": [],
    "header": [],
    "nav": [], "main": ["tabindex"], "footer": [], "section": [], "article": [], "aside": [],
    "div": ["role"], "span": [], "p": [], "ul": [], "ol": ["start"], "li": [], "dl": [], "dt": [],
    "dd": [], "h1": [], "h2": [], "h3": [], "h4": [], "h5": [], "h6": [],
    "a": ["href", "rel", "title", "aria-current", "aria-describedby"], "time": ["datetime"],
    "details": [],
    "summary": [], "em": [], "strong": [], "code": [], "pre": [], "blockquote": [], "hr": [],
    "br": [], "img": ["src", "alt", "title", "loading"],
    "form": ["role", "action"], "label": ["for"], "button": [], "noscript": [], "select": [],
    "option": ["value"],
    "input": [
      "name", "type", "value", "autocomplete", "autocapitalize", "spellcheck",
      "role", "aria-autocomplete", "aria-expanded", "aria-controls",
    ],
  ]

  /// Returns the violations of the rules.
  func violations(of html: String) -> [String] {
    do throws(HTMLPage.Malformed) {
      return violations(of: try HTMLPage(html))
    } catch {
      return [error.description]
    }
  }

  func violations(of page: HTMLPage) -> [String] {
    page.elements.flatMap(violations) + countViolations(page)
  }
}

extension PageRules {
  private func violations(of element: HTMLPage.Element) -> [String] {
    guard let allowed = Self.allowed[element.name] else { return ["<\(element.name)>"] }
    var violations = element.attributes.map(\.name).filter {
      !allowed.contains($0) && !Self.global.contains($0) && !isForScript($0, of: element)
    }.map { "<\(element.name) \($0)>" }
    switch element.name {
    case "script": violations += scriptViolations(element)
    case "link": violations += linkViolations(element)
    case "meta": violations += refreshViolations(element)
    case "form" where !isInside(element["action"] ?? ""):
      violations.append("action \(element["action"] ?? "")")
    case "img" where !isInside(element["src"] ?? ""):
      violations.append("src \(element["src"] ?? "")")
    case "a" where !isFollowable(element["href"] ?? ""):
      violations.append("href \(element["href"] ?? "")")
    default: break
    }
    return violations
  }

  /// Returns whether helpline.js or search.js reads or sets the attribute.
  private func isForScript(_ attribute: String, of element: HTMLPage.Element) -> Bool {
    let isInSearchForm = element["id"]?.hasPrefix("search-") == true
    let isAllowed = ["hidden", "role", "tabindex"].contains(attribute)
    return isInSearchForm && (isAllowed || attribute.hasPrefix("data-"))
      || element.classes == ["search-limit"] && attribute == "hidden"
      || element.name == "input" && attribute == "data-part"
      || element.name == "li" && attribute.hasPrefix("data-")
      || element.classes == ["open-now"] && (attribute == "hidden" || attribute.hasPrefix("data-"))
  }

  /// A script is either a deferred file of the theme or JSON-LD.
  private func scriptViolations(_ element: HTMLPage.Element) -> [String] {
    if let source = element["src"] {
      let path = site.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }
      let isOwn = source.hasPrefix("\(path)/assets/") && element["defer"] != nil
      return isOwn && element.text.isEmpty ? [] : ["a script \(source)"]
    }
    guard element["type"] == "application/ld+json" else { return ["a script"] }
    let text = element.text
    if text.contains("<") { return ["< in JSON-LD"] }
    let data = try? JSONSerialization.jsonObject(with: Data(text.utf8))
    return data is [String: Any] ? [] : ["JSON-LD that is no JSON: \(text)"]
  }

  private func linkViolations(_ element: HTMLPage.Element) -> [String] {
    let href = element["href"] ?? ""
    let isGood = element["rel"] == "canonical" ? isOwn(href) : isInside(href)
    return isGood ? [] : ["link \(href)"]
  }

  private func refreshViolations(_ element: HTMLPage.Element) -> [String] {
    guard let name = element["http-equiv"] else { return [] }
    if name == "Content-Security-Policy" { return element["content"] == policy ? [] : ["policy"] }
    let start = "0; url="
    let content = element["content"] ?? ""
    let isGood =
      name == "refresh" && content.hasPrefix(start)
      && isInside(String(content.dropFirst(start.count))) && !content.contains("'")
    return isGood ? [] : ["meta \(name) \(content)"]
  }

  private func isOwn(_ url: String) -> Bool { url.hasPrefix("\(site)/") && isClean(url) }

  /// Returns whether the URL is root-relative and does not begin with a host.
  private func isInside(_ url: String) -> Bool {
    url.hasPrefix("/") && !url.hasPrefix("//") && isClean(url)
  }

  private func isFollowable(_ url: String) -> Bool {
    let schemes = ["#", "http://", "https://", "mailto:", "tel:"]
    return (isInside(url) || schemes.contains { url.lowercased().hasPrefix($0) }) && isClean(url)
  }

  /// Browsers ignore white space and control characters in URLs, and treat a backslash as a slash.
  private func isClean(_ url: String) -> Bool {
    url.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0 != "\\" }
  }

  private func countViolations(_ page: HTMLPage) -> [String] {
    let counts = [
      ("h1", page.elements.count { $0.name == "h1" }),
      ("disclaimer", page.elements(ofClass: "disclaimer").count),
      ("helpline", page.elements(ofClass: "helpline").count),
      ("title", page.elements.count { $0.name == "title" }),
    ]
    var violations = counts.filter { $0.1 != 1 }.map { "\($0.1) of \($0.0)" }
    if page.elements(ofClass: "disclaimer").first?.text.contains(where: \.isLetter) != true {
      violations.append("an empty disclaimer")
    }
    let helpline = page.elements(ofClass: "helpline").first?.elements ?? []
    if !helpline.contains(where: { $0["href"]?.hasPrefix("tel:") == true }) {
      violations.append("a helpline without a number")
    }
    let ids = page.elements.compactMap { $0["id"] }
    if Set(ids).count != ids.count { violations.append("an id twice") }
    return violations
  }
}
