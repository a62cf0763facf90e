/// Word lists and endings for `EnglishForms`, in the order in which they are tried.
enum EnglishTables {
  static let irregular = bytes([
    "women": "woman", "men": "man", "children": "child", "feet": "foot", "teeth": "tooth",
    "lives": "life", "wives": "wife", "knives": "knife", "halves": "half",
    "metastases": "metastasis", "micrometastases": "micrometastasis", "diagnoses": "diagnosis",
    "prognoses": "prognosis", "analyses": "analysis", "prostheses": "prosthesis",
    "crises": "crisis", "thromboses": "thrombosis", "fibroses": "fibrosis",
    "necroses": "necrosis", "swollen": "swell",
  ])

  /// Replaced at the start of a word.
  static let prefixes: [(StaticString, String)] = [
    ("oestr", "estr"), ("oesoph", "esoph"), ("oedem", "edem"), ("foet", "fet"), ("anaem", "anem"),
    ("anaesth", "anesth"), ("aesth", "esth"), ("haem", "hem"), ("leukaem", "leukem"),
    ("paed", "ped"), ("gynaec", "gynec"), ("aetiol", "etiol"), ("ischaem", "ischem"),
    ("faec", "fec"), ("caec", "cec"), ("coeliac", "celiac"), ("manoeuv", "maneuv"),
    ("homoeo", "homeo"), ("archaeo", "archeo"), ("encyclopaed", "encycloped"),
  ]

  /// Replaced where they first occur in a word.
  static let substrings: [(StaticString, String)] = [
    ("oedema", "edema"), ("aemi", "emi"), ("orthopaed", "orthoped"), ("diarrhoea", "diarrhea"),
    ("rrhoea", "rrhea"), ("haemo", "hemo"), ("oestr", "estr"), ("anaesth", "anesth"),
  ]

  /// Stems that are respelt if the rest of the word is one of `ourStemEndings`.
  static let ourStems: [(StaticString, String)] = [
    ("tumour", "tumor"), ("colour", "color"), ("favour", "favor"), ("flavour", "flavor"),
    ("honour", "honor"), ("humour", "humor"), ("labour", "labor"), ("neighbour", "neighbor"),
    ("odour", "odor"), ("rumour", "rumor"), ("behaviour", "behavior"), ("vapour", "vapor"),
    ("saviour", "savior"), ("endeavour", "endeavor"), ("harbour", "harbor"), ("vigour", "vigor"),
    ("armour", "armor"), ("savour", "savor"), ("glamour", "glamor"),
  ]

  static let ourStemEndings: [String.UTF8View] = [
    "", "s", "ed", "ing", "ful", "able", "ite", "ites", "al", "hood", "hoods", "less", "y",
  ].map(\.utf8)

  /// Whole words, which may have a final s.
  static let wholeWords = bytes([
    "centre": "center", "fibre": "fiber", "litre": "liter", "millilitre": "milliliter",
    "metre": "meter", "centimetre": "centimeter", "millimetre": "millimeter",
    "theatre": "theater", "calibre": "caliber", "programme": "program", "grey": "gray",
    "pyjama": "pajama", "mould": "mold", "licence": "license", "practise": "practice",
    "defence": "defense", "offence": "offense", "aluminium": "aluminum",
    "judgement": "judgment", "fulfill": "fulfil", "enroll": "enrol",
    "sulphate": "sulfate", "sulphur": "sulfur", "tyre": "tire", "mum": "mom",
  ])

  /// American endings, and the British ones that replace them.
  static let americanEndings: [(StaticString, String)] = [
    ("ization", "isation"), ("izations", "isations"), ("izing", "ising"), ("ized", "ised"),
    ("izes", "ises"), ("izer", "iser"), ("ize", "ise"), ("yze", "yse"), ("yzed", "ysed"),
    ("yzing", "ysing"), ("yzes", "yses"),
  ]

  /// Words in -ing and -ed that the rules for verbs must not change.
  static let verbExceptions: Set<[UInt8]> = Set(
    [
      "evening", "morning", "during", "something", "anything", "nothing", "everything", "ceiling",
      "wedding", "string", "spring", "bring", "thing", "herring", "sibling", "hundred", "embed",
      "naked", "sacred", "wicked", "rugged", "indeed",
    ].map { Array($0.utf8) })

  static let pluralEndingsInEs: [StaticString] = ["sses", "xes", "ches", "shes", "zes"]
  static let singularEndingsInS: [StaticString] = ["ss", "us", "is"]

  /// The ends of stems that lose an e before -ing and -ed.
  static let endingsBeforeFinalE: [StaticString] = [
    "bl", "iz", "is", "lys", "aus", "eus", "ous", "as", "os", "v", "c", "u", "z", "dg", "ang",
    "eng", "lg", "rg",
  ]

  private static func bytes(_ texts: [String: String]) -> [[UInt8]: [UInt8]] {
    Dictionary(
      texts.map { (Array($0.key.utf8), Array($0.value.utf8)) },
      uniquingKeysWith: { first, _ in first })
  }
}
