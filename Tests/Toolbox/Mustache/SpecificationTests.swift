import Diagnostics
import Foundation
import Testing

@testable import Mustache

/// The tests of the Mustache specification (`mustache-spec/`) in lenient mode.
@Suite struct SpecificationTests {
  @Test func findsAllTestsOfTheSpecification() {
    #expect(SpecificationCase.all.count == 163)
    #expect(Set(SpecificationCase.all.map(\.module)).count == 7)
  }

  @Test(arguments: SpecificationCase.all)
  func rendersTestsOfTheSpecification(_ test: SpecificationCase) {
    let templates = ReferenceRenderer(test.templates)
    let rendered = String(decoding: templates.render("", test.data), as: UTF8.self)
    #expect(rendered == test.expected)
  }
}

struct SpecificationCase: Sendable, CustomTestStringConvertible {
  let module: String
  let name: String
  let templates: [TemplateSource]
  let data: Tree
  let expected: String

  var testDescription: String { "\(module)/\(name)" }

  static let all: [SpecificationCase] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "mustache-spec")
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
    let modules = (files ?? []).filter { $0.hasSuffix(".json") }.sorted()
    return modules.flatMap { cases(in: folder.appending(path: $0)) }
  }()

  private static func cases(in file: URL) -> [SpecificationCase] {
    guard let data = try? Data(contentsOf: file),
      let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let tests = json["tests"] as? [[String: Any]]
    else { return [] }
    let module = file.deletingPathExtension().lastPathComponent
    return tests.compactMap { SpecificationCase($0, in: module) }
  }

  private init?(_ test: [String: Any], in module: String) {
    guard let name = test["name"] as? String, let text = test["template"] as? String,
      let expected = test["expected"] as? String
    else { return nil }
    let partials = test["partials"] as? [String: String] ?? [:]
    self.module = module
    self.name = name
    self.expected = expected
    data = Self.value(test["data"])
    templates = partials.merging(["": text]) { $1 }.map { template($0, $1) }
  }

  private static func value(_ json: Any?) -> Tree {
    switch json {
    case let text as String: return .text(text)
    case let list as [Any]: return .list(list.map(value))
    case let object as [String: Any]:
      let fields = object.sorted { $0.key < $1.key }
      let shape = Shape(fields: fields.map { ($0.key, .text) })
      return .record(Branch(shape, fields.map { value($0.value) }))
    case let number as NSNumber: return value(of: number)
    default: return .missing
    }
  }

  private static func value(of number: NSNumber) -> Tree {
    if isBoolean(number) { return .flag(number.boolValue) }
    if let whole = Int(number.stringValue) { return .number(whole) }
    return .text(number.stringValue)
  }

  /// `JSONSerialization` returns booleans as numbers that differ from others only in their type.
  private static func isBoolean(_ number: NSNumber) -> Bool {
    number === NSNumber(value: true) || number === NSNumber(value: false)
      || String(cString: number.objCType) == "c"
  }
}
