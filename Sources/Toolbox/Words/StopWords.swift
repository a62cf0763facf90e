/// Words that are too frequent to search for. They are indexed in titles only. A query that has
/// other words too is searched without them.
enum StopWords {
  /// The English stop words as keys.
  static var englishKeys: Set<[UInt8]> {
    Set(english.split(separator: " ").map { EnglishForms.base(of: Array($0.utf8)) })
  }

  private static let english = """
    a about after again all also am an and any are as at be because been before being but by can cant could \
    did didnt do does doesnt doing dont down each few for from had has hasnt have havent having he her here \
    hers herself him himself his how i id if ill im in into is isnt it its itself ive just me more most my \
    myself no nor not of off on once only or other our ours out over own same she should so some such than \
    that thats the their theirs them themselves then there these they theyre this those through to too under \
    until up us very was wasnt we were what when where which while who whom whose why will with would you \
    your youre yours yourself
    """
}
