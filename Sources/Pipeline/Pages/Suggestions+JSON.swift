import Diagnostics
import Mustache

extension Suggestions {
  /// Appends the JSON of a piece:
  /// `{"le":{"all":true,"hits":[["t","Letrozole and joints","boards/…/"],…]},…}`
  func append(_ piece: Int, to output: inout [UInt8]) {
    var opening = "{"
    for entry in entries(ofPiece: piece) {
      Mustache.append("\(opening)\"", to: &output)
      appendJSONContent(entry.prefix.text, to: &output)
      Mustache.append("\":{\"all\":\(entry.isAll),\"hits\":[", to: &output)
      append(entry.hits, to: &output)
      Mustache.append("]}", to: &output)
      opening = ","
    }
    Mustache.append(opening == "{" ? "{}\n" : "}\n", to: &output)
  }

  private func append(_ hits: ArraySlice<Int32>, to output: inout [UInt8]) {
    for (place, hit) in zip(hits.indices, hits) {
      let item = items[Int(hit)]
      let (text, url) = items.link(of: item)
      Mustache.append(place == hits.startIndex ? "[\"" : ",[\"", to: &output)
      Mustache.append(item.kind.letter, to: &output)
      Mustache.append("\",", to: &output)
      appendJSONString(text, to: &output)
      Mustache.append(",", to: &output)
      appendJSONString(items.address(url), to: &output)
      Mustache.append("]", to: &output)
    }
  }
}
