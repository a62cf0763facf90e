import Testing

/// Errors in boards, pages and the glossary.
@Suite struct BrokenPageTests {
  @Test(arguments: cases)
  func reportsExactly(_ invalid: InvalidInputCase) throws { try invalid.check() }

  static let cases = [
    InvalidInputCase(
      "a board without a title",
      .replace("title: Tests and results", by: "description: Letters and scans", in: .results),
      expecting: """
        content/boards/results/board.md:1:1: error: a board needs 'title', as in 'title: Surgery'
        """),
    InvalidInputCase(
      "a page without front matter",
      .put("Answers are general.\n", at: .nurses),
      expecting: """
        content/pages/nurses.md:1:1: error: the file must begin with a line '---', lines of 'key: \
        value' and another line '---'
        """),
    InvalidInputCase(
      "a page with a key of a thread",
      .replace(
        "title: About our nurses", by: "title: About our nurses\nauthor: Nurse Joan", in: .nurses),
      expecting: """
        content/pages/nurses.md:3:1: error: unknown key 'author' in a page; use title, \
        description, slug or aliases
        """),
    InvalidInputCase(
      "a privacy policy that is not there",
      .replace("pages/privacy-policy.md", by: "pages/privacy.md", in: .forum),
      expecting: """
        content/forum.yml:9:17: error: there is no page 'pages/privacy.md'; 'privacy_policy' must \
        be the path of a page, such as pages/privacy-policy.md
        """),
    InvalidInputCase(
      "a board's disclaimer that is not there",
      .replace("pages/nurses.md", by: "pages/nurse.md", in: .surgery),
      expecting: """
        content/boards/surgery/board.md:3:13: error: there is no page 'pages/nurse.md'; \
        'disclaimer' must be the path of a page, such as pages/privacy-policy.md; did you mean \
        'pages/nurses.md'?
        """),
    InvalidInputCase(
      "a term without its meaning",
      .put(
        """
        - {term: Drain}
        - {term: Seroma, meaning: Fluid under the skin.}

        """, at: .glossary),
      expecting: """
        content/glossary.yml:1:3: error: a term needs 'means', as in 'means: A thin tube that …'
        content/glossary.yml:2:3: error: a term needs 'means', as in 'means: A thin tube that …'
        content/glossary.yml:2:18: error: unknown key 'meaning' in a term; use term, means or also
        """),
    InvalidInputCase(
      "two terms with one spelling",
      .put(
        """
        - {term: Drain, means: A thin tube.}
        - {term: Tube, means: A thin tube., also: [drains, drain]}

        """, at: .glossary),
      expecting: """
        content/glossary.yml:1:10: error: 'Drain' is in the glossary twice: the term 'Tube' has \
        this spelling too; remove one of the two
        content/glossary.yml:2:52: error: 'drain' is in the glossary twice: the term 'Drain' has \
        this spelling too; remove one of the two
        """),
    InvalidInputCase(
      "terms without letters or digits, or too long",
      .put(
        """
        - {term: "+/-", means: Perhaps.}
        - {term: Drain, means: A thin tube., also: ["…", A drain is a thin tube that takes fluid \
        away from a wound and that is taken out when there is little of it left.]}

        """, at: .glossary),
      expecting: """
        content/glossary.yml:1:10: error: '+/-' has no letter or digit; a term must be a word or a \
        phrase
        content/glossary.yml:2:45: error: '…' has no letter or digit; a term must be a word or a \
        phrase
        content/glossary.yml:2:50: error: this term is longer than 100 characters; put the \
        explanation in 'means'
        """),
    InvalidInputCase(
      "a glossary that is not a list",
      .put("Drain: A thin tube.\n", at: .glossary),
      expecting: """
        content/glossary.yml:1:1: error: glossary.yml must be a list; begin each item as in '- \
        {term: Drain, means: A thin tube …}'
        """),
  ]
}
