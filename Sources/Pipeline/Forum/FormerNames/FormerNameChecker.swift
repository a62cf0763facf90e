import Content
import Diagnostics

/// Reports names of former members in texts where they are not replaced: slugs, tags, aliases,
/// file names, titles, and the word lists of the search. Replacing a name there would change a
/// URL or a title that others link to.
struct FormerNameChecker {
  private let forum: Forum
  private let content: CommunityContent
  private let staticFiles: [String]

  init(_ forum: Forum, _ content: CommunityContent, staticFiles: [String]) {
    self.forum = forum
    self.content = content
    self.staticFiles = staticFiles
  }

  func diagnostics() -> [CrossFileDiagnostic] {
    guard !forum.formerNames.isEmpty else { return [] }
    let contact = forum.settings.securityContact ?? ""
    return threadDiagnostics() + pageDiagnostics() + boardDiagnostics() + fileDiagnostics()
      + searchWordDiagnostics()
      + check(contact, "security_contact", in: "forum.yml")
  }
}

extension FormerNameChecker {
  private func threadDiagnostics() -> [CrossFileDiagnostic] {
    forum.threads.flatMap { thread in
      check(thread.title, "title", in: thread.path) + check(thread.slug, in: thread.path)
        + thread.tags.flatMap { check(forum.tags[Int($0)].name, "tag", in: thread.path) }
    } + forum.redirects.flatMap { check($0.path, "alias", in: $0.file) }
  }

  private func pageDiagnostics() -> [CrossFileDiagnostic] {
    forum.pages.flatMap { page in
      check(page.document.title, "title", in: page.path) + check(page.slug, in: page.path)
    }
  }

  private func boardDiagnostics() -> [CrossFileDiagnostic] {
    forum.boards.flatMap { board in
      check(board.document.title, "title", in: board.path) + check(board.slug, in: board.path)
    }
  }

  private func fileDiagnostics() -> [CrossFileDiagnostic] {
    staticFiles.flatMap { file in
      check(String(file.dropFirst("static/".count)), "static file's name", in: file)
    }
  }

  /// Checks the synonyms and support words, which are published with the search index.
  private func searchWordDiagnostics() -> [CrossFileDiagnostic] {
    content.synonyms.enumerated().flatMap { number, set in
      set.texts.flatMap { check($0, "word in entry \(number + 1)", in: "synonyms.yml") }
    }
      + content.supportWords.enumerated().flatMap { number, words in
        check(words, "word in entry \(number + 1)", in: "support-words.yml")
      }
  }

  private func check(_ slug: Slug, in path: String) -> [CrossFileDiagnostic] {
    check(slug.description, "slug", in: path)
  }

  private func check(_ text: String, _ noun: String, in path: String) -> [CrossFileDiagnostic] {
    forum.formerNames.occur(inURL: text) ? [diagnostic(noun, path)] : []
  }

  /// Returns the error. Its message leaves out the name, because build logs are kept.
  private func diagnostic(_ noun: String, _ path: String) -> CrossFileDiagnostic {
    CrossFileDiagnostic(
      .error, "former-member",
      "the \(noun) contains the name of a former member, which must not be published; choose "
        + "another",
      in: path, at: 0)
  }
}
