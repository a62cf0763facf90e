/// Whether a language, by its tag (BCP 47), is written from right to left: a script in the tag says so,
/// else the script that the language is mostly written in.
package func isRightToLeft(_ language: String) -> Bool {
  let parts = language.lowercased().split(separator: "-").map(String.init)
  let script = parts.dropFirst().first { part in
    part.utf8.count == 4 && part.utf8.allSatisfy { $0 >= UInt8(ascii: "a") }
  }
  return script.map(scripts.contains) ?? parts.first.map(languages.contains) ?? false
}

/// Scripts by ISO 15924.
private let scripts: Set<String> = [
  "adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa",
]

private let languages: Set<String> = [
  "ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo",
  "pnb", "prs", "ps", "rhg", "sd", "sdh", "skr", "syr", "ug", "ur", "yi",
]
