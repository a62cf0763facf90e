import Diagnostics
import Mustache

extension Suggestions {
  /// Appends the JSON of a piece:
  /// `{"le":{"all":true,"hits":[["t","Letrozole and joints","boards/…/"],…]},…}`
  func append(_ piece: Int, to output: inout [UInt8]) {
    var opening = "{"
    for entry in entries(ofPiece: piece) {
      appendUTF8("\(opening)\"", to: &output)
      appendJSONContent(entry.prefix.text, to: &output)
      appendUTF8("\":{\"all\":\(entry.isAll),\"hits\":[", to: &output)
      append(entry.hits, to: &output)
      appendUTF8("]}", to: &output)
      opening = ","
    }
    appendUTF8(opening == "{" ? "{}\n" : "}\n", to: &output)
  }

  private func append(_ hits: ArraySlice<Int32>, to output: inout [UInt8]) {
    for (place, hit) in zip(hits.indices, hits) {
      let item = items[Int(hit)]
      let (text, url) = items.link(of: item)
      appendUTF8(place == hits.startIndex ? "[\"" : ",[\"", to: &output)
      appendUTF8(item.kind.letter, to: &output)
      appendUTF8("\",", to: &output)
      appendJSONString(text, to: &output)
      appendUTF8(",", to: &output)
      appendJSONString(items.address(url), to: &output)
      appendUTF8("]", to: &output)
    }
  }
}
