import Foundation
import Testing

/// No file of the index contains a former member's name, however a post spells or formats it.
@Suite struct FormerNameTests {
  private static let bodies = [
    "Marmalade Jane", "marmalade jane's", "MARMALADE\nJANE", "*Marmalade* Jane",
    "**Marmalade Jane**",
    "Mar*malade* Jane", "*Mar*malade Jane", "Marma_lade_ Jane", "[Marmalade](https://e.org) Jane",
    "[Mar](https://e.org)malade Jane", "Mar[malade](https://e.org) Jane",
    "[Mar](https://e.org)[malade](https://e.org) Jane", "[Marmalade Jane](https://e.org)",
    "Marmalade&#32;Jane", "Mar&#109;alade Jane", "Mar\\malade Jane", "Marmalade\\\nJane",
    "@Marmalade Jane",
    "@\"marmalade jane\"", "https://e.org/marmalade-jane", "https://e.org/marmalade%20jane x",
    "www.e.org/marmalade_jane", "- Marmalade\n- x Marmalade Jane", "Marmalade  Jane",
    "# Marmalade Jane", "1. Marmalade Jane", "<b>Marmalade Jane</b>",
    "![Marmalade Jane](https://e.org/x.png)",
    "> Marmalade Jane\n\nwords", "`Marmalade Jane` words", "x_Marmalade Jane_",
    "Mar*[malade](https://e.org)* Jane", "_Marmalade_ _Jane_", "Marmalade\tJane", "Zoë_ Zoë Zo*ë*",
    "[Zo](https://e.org)ë, zoë, ZOË",
  ]

  @Test func noFileContainsTheName() throws {
    var files = [
      "members.yml": "- {name: Marmalade Jane, former: true}\n- {name: Zoë 1, former: true}\n"
    ]
    let post = { (head: String, body: String) in
      "---\n\(head)author: Wren\ndate: 2022-01-01\n---\n\n\(body)\n\n"
    }
    for (number, body) in Self.bodies.enumerated() {
      files["boards/b/t\(number).md"] =
        post("title: Thread\n", body) + post("", "\(body), and more.") + post("", "Before \(body)!")
    }
    files["boards/b/noted.md"] =
      post("title: Noted\ncontent_note: about marmalade jane\n", "Marmalade Jane")
      + "---\nauthor: Marmalade Jane\ndate: 2022-01-02\n---\n\nWords of Marmalade Jane.\n"
    let site = try IndexedSite(files)
    let index = try IndexReader(site.publish())
    #expect(index.results.count == 3 * Self.bodies.count + 2)
    #expect(!index.words.keys.contains { $0.hasPrefix("author=m") })
    // Neither adjacent words of the name nor parts of it that markup separated may be left.
    for (coordinate, result) in index.results {
      let text = result.text.lowercased().replacing(#/[\s_+\-\u{A0}]|%20/#, with: " ")
      #expect(
        !text.contains("marmalade jane"),
        "\(Self.bodies[coordinate.thread % Self.bodies.count]): \(text)")
      #expect(result.author == "Wren" || result.author == "Former member")
    }
    let (first, second) = (index.words["marmalade"]?.body, index.words["jane"]?.body)
    for (coordinate, positions) in first ?? [:] {
      let next = Set(positions.map { $0 + 1 }).intersection(second?[coordinate] ?? [])
      #expect(next.isEmpty, "\(index.results[coordinate]?.text ?? "")")
    }
  }
}
