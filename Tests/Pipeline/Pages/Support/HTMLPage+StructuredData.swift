import Foundation

extension HTMLPage {
  /// Returns the JSON-LD objects of the page, in document order.
  func structuredData() throws -> [[String: Any]] {
    try elements.filter { $0["type"] == "application/ld+json" }.map {
      let object = try JSONSerialization.jsonObject(with: Data($0.text.utf8))
      guard let object = object as? [String: Any] else {
        throw Malformed(description: "JSON-LD that is no object: \($0.text)")
      }
      return object
    }
  }

  func structuredData(_ type: String) throws -> [String: Any]? {
    try structuredData().first { $0["@type"] as? String == type }
  }

  /// The contents of Open Graph and Twitter card metadata, by property.
  var openGraph: [String: String] {
    let named = elements.filter { $0.name == "meta" }.compactMap { element in
      (element["property"] ?? element["name"]).map { ($0, element["content"] ?? "") }
    }
    return Dictionary(named.filter { $0.0.contains(":") }, uniquingKeysWith: { "\($0), \($1)" })
  }
}
