import Foundation
import Testing

@testable import Diagnostics

@Suite struct JSONStringTests {
  @Test func isReadBackByFoundation() throws {
    var state: UInt64 = 8259
    for _ in 0..<500 {
      var text = String.UnicodeScalarView()
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let limits: [UInt64] = [0x20, 0x80, 0x3000, 0x11_0000]
        let value = (state >> 33) % limits[Int(state >> 60) % 4]
        if let scalar = Unicode.Scalar(UInt32(value)) { text.append(scalar) }
      }
      let json = jsonString(String(text))
      let read = try JSONDecoder().decode([String].self, from: Data("[\(json)]".utf8))
      #expect(read.first.map { Array($0.unicodeScalars) } == Array(text), "\(json)")
      #expect(!json.contains { "<>&\n".contains($0) })
    }
  }
}
