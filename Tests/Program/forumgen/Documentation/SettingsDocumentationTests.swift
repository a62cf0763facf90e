import Testing

/// Settings.md has a table of keys for each file and for each mapping in a file. Its keys are those
/// that the program accepts, neither more nor fewer.
@Suite struct SettingsDocumentationTests {
  @Test(arguments: ProbedFile.allCases) func everyKeyIsDocumented(of file: ProbedFile) throws {
    let documented = try documentedKeys()
    let accepted = try KeyProbe(documented: Set(documented.values.joined())).mappings(of: file)
    let sections = documented.keys.filter {
      $0 == file.rawValue || $0.hasPrefix("\(file.rawValue) > ")
    }
    for section in Set(accepted.keys).union(sections).sorted() {
      let (program, document) = (accepted[section] ?? [], documented[section] ?? [])
      #expect(program.subtracting(document) == [], "'\(section)' in Settings.md lacks these keys")
      #expect(document.subtracting(program) == [], "'\(section)' has no such keys in the program")
    }
  }

  @Test func everyTableOfKeysBelongsToAFile() throws {
    let files = Set(try documentedKeys().keys.map { String($0.split(separator: " > ")[0]) })
    #expect(files.isSubset(of: ProbedFile.allCases.map(\.rawValue)))
  }

  /// Returns the first column of each table of keys, by the headings above the table.
  private func documentedKeys() throws -> [String: Set<String>] {
    let document = try MarkdownDocument("\(MarkdownDocument.articles)/Settings.md")
    let tables = document.tables.filter { $0.rows[0][0] == "Key" }
    return Dictionary(
      tables.map { table in
        let keys = table.rows.dropFirst().map { $0[0].filter { $0 != "`" } }
        return (table.section.joined(separator: " > "), Set(keys))
      }, uniquingKeysWith: { $0.union($1) })
  }
}
