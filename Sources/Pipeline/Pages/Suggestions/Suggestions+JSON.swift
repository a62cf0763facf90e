import Diagnostics
import Mustache

extension Suggestions {
  /// Appends the JSON of a piece:
  /// `{"le":{"all":true,"hits":[["t","Letrozole and joints","boards/…/"],…]},…}`
  func append(_ piece: Int, to output: inout [UInt8]) {
    var separator = "{"
    for entry in entries(ofPiece: piece) {
      appendUTF8("\(separator)\"", to: &output)
      appendJSONContent(entry.prefix.text, to: &output)
      appendUTF8("\":{\"all\":\(entry.isComplete),\"hits\":[", to: &output)
      append(entry.hits, to: &output)
      appendUTF8("]}", to: &output)
      separator = ","
    }
    appendUTF8(separator == "{" ? "{}\n" : "}\n", to: &output)
  }

  private func append(_ hits: ArraySlice<Int32>, to output: inout [UInt8]) {
    for (index, hit) in zip(hits.indices, hits) {
      let item = items[Int(hit)]
      let (text, url) = items.link(of: item)
      appendUTF8(index == hits.startIndex ? "[\"" : ",[\"", to: &output)
      appendUTF8(item.kind.code, to: &output)
      appendUTF8("\",", to: &output)
      appendJSONString(text, to: &output)
      appendUTF8(",", to: &output)
      appendJSONString(items.relativeURL(url), to: &output)
      appendUTF8("]", to: &output)
    }
  }
}
