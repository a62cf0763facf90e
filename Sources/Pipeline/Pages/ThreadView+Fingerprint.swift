import Content
import Diagnostics
import Fingerprints
import Forum
import Markdown
import SafeHTML

extension ThreadView {
  /// Everything that a page of the thread shows: its file by the fingerprint of its bytes, and of
  /// the rest of the forum what the page takes in.
  func add(page number: Int, to printer: inout Fingerprinter) {
    let thread = views.forum.threads[index]
    let board = views.forum.boards[thread.board]
    printer.add("thread")
    printer.add(number)
    printer.add(thread.fingerprint)
    printer.add(thread.url)
    printer.add(board.url)
    printer.add(board.document.title)
    if let disclaimer = board.disclaimerPage {
      printer.add(views.forum.pages[disclaimer].document.title)
      printer.add(views.forum.pages[disclaimer].url)
      printer.add(views.pageBodies[disclaimer].bytes)
    }
    printer.add(thread.isClosed ? 1 : 0)
    printer.add(views.forum.postOrder(of: board).rawValue)
    for tag in thread.tags { add(tag: Int(tag), to: &printer) }
    addMembers(of: thread, page: number, to: &printer)
    addReferences(of: thread, to: &printer)
  }

  private func add(tag index: Int, to printer: inout Fingerprinter) {
    printer.add(views.forum.tags[index].name)
    printer.add(views.forum.tags[index].url)
  }

  private func addMembers(
    of thread: ForumThread, page number: Int, to printer: inout Fingerprinter
  ) {
    views.add(author: thread.posts[0].member, to: &printer)
    for post in range(ofPage: number) {
      views.add(author: thread.posts[post].member, to: &printer)
      // Whether the notice shows hangs on the day of the build.
      printer.add(isOutdated(post) ? 1 : 0)
    }
  }

  private func addReferences(of thread: ForumThread, to printer: inout Fingerprinter) {
    for link in thread.references.links {
      let resolution = views.forum.resolve(link.target, isImage: link.isImage, from: thread.path)
      if case .url(let url) = resolution { printer.add(url) }
    }
    for note in thread.references.mentions {
      guard let candidate = MentionCandidate(behindAt: note.text),
        let (member, byteCount) = views.forum.mentions.find(candidate)
      else {
        printer.add(-1)
        continue
      }
      printer.add(byteCount)
      views.add(author: Int32(member), to: &printer)
    }
  }
}
