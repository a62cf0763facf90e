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

  func findings() -> [CrossFileDiagnostic] {
    guard !forum.formerNames.isEmpty else { return [] }
    let contact = forum.settings.securityContact ?? ""
    return threadFindings() + pageFindings() + boardFindings() + fileFindings()
      + layWordFindings()
      + check(slug: contact, "security_contact", in: "forum.yml")
  }
}

extension FormerNameChecker {
  private func threadFindings() -> [CrossFileDiagnostic] {
    forum.threads.flatMap { thread in
      check(thread.title, "title", thread.path) + check(slug: thread.slug, thread.path)
        + thread.tags.flatMap { check(forum.tags[Int($0)].name, "tag", thread.path) }
    } + forum.redirects.flatMap { check(slug: $0.path, "alias", in: $0.file) }
  }

  private func pageFindings() -> [CrossFileDiagnostic] {
    forum.pages.flatMap { page in
      check(page.document.title, "title", page.path) + check(slug: page.slug, page.path)
    }
  }

  private func boardFindings() -> [CrossFileDiagnostic] {
    forum.boards.flatMap { board in
      check(board.document.title, "title", board.path) + check(slug: board.slug, board.path)
    }
  }

  private func fileFindings() -> [CrossFileDiagnostic] {
    staticFiles.flatMap { file in
      check(slug: String(file.dropFirst("static/".count)), "static file's name", in: file)
    }
  }

  /// Checks the synonyms and support words, which are published with the search index.
  private func layWordFindings() -> [CrossFileDiagnostic] {
    content.synonyms.enumerated().flatMap { number, set in
      set.texts.flatMap { check($0, "word in entry \(number + 1)", "synonyms.yml") }
    }
      + content.supportWords.enumerated().flatMap { number, words in
        check(words, "word in entry \(number + 1)", "support-words.yml")
      }
  }

  private func check(slug: Slug, _ path: String) -> [CrossFileDiagnostic] {
    check(slug: slug.description, "slug", in: path)
  }

  private func check(slug: String, _ noun: String, in path: String) -> [CrossFileDiagnostic] {
    forum.formerNames.isHeld(inURL: slug) ? [finding(noun, path)] : []
  }

  private func check(_ text: String, _ noun: String, _ path: String) -> [CrossFileDiagnostic] {
    forum.formerNames.isHeld(inURL: text) ? [finding(noun, path)] : []
  }

  /// Returns the error. The message leaves out the name, because build logs are kept.
  private func finding(_ noun: String, _ path: String) -> CrossFileDiagnostic {
    CrossFileDiagnostic(
      .error, "former-member",
      "the \(noun) holds the name of a former member, which is shown nowhere; choose another",
      in: path, at: 0)
  }
}
