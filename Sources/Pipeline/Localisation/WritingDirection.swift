/// Returns whether a language is written from right to left. The script in its tag (BCP 47)
/// decides, else the script in which the language is mostly written.
package func isRightToLeft(_ language: String) -> Bool {
  let parts = language.lowercased().split(separator: "-").map(String.init)
  let script = parts.dropFirst().first { part in
    part.utf8.count == 4 && part.utf8.allSatisfy { $0 >= UInt8(ascii: "a") }
  }
  return script.map(rightToLeftScripts.contains)
    ?? parts.first.map(rightToLeftLanguages.contains) ?? false
}

/// Scripts by ISO 15924.
private let rightToLeftScripts: Set<String> = [
  "adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa",
]

private let rightToLeftLanguages: Set<String> = [
  "ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo",
  "pnb", "prs", "ps", "rhg", "sd", "sdh", "skr", "syr", "ug", "ur", "yi",
]
