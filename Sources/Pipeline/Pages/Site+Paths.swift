import Content
import Forum
import Mustache

extension Site {
  /// Where the page's file stands below the publish folder.
  func appendPath(of subject: PageSubject, to output: inout [UInt8]) {
    let forum = views.forum
    switch subject {
    case .home: append("index.html", to: &output)
    case .notFound: append("404.html", to: &output)
    case .board(let index, let isByStart, let page):
      let url = forum.boards[index].url + (isByStart ? "started/" : "")
      appendFile(url, page: page, to: &output)
    case .thread(let index, let page):
      appendFile(forum.threads[index].url, page: page, to: &output)
    case .member(let index, let page):
      appendFile(forum.members[index].url ?? "", page: page, to: &output)
    case .members(let page): appendFile(forum.urls.members, page: page, to: &output)
    case .tag(let index, let page):
      appendFile(forum.tags[index].url, page: page, to: &output)
    case .tags(let page): appendFile(forum.urls.tags, page: page, to: &output)
    case .page(let index): appendFile(forum.pages[index].url, page: 1, to: &output)
    case .glossary: append("glossary/index.html", to: &output)
    case .loads: append("loads/index.html", to: &output)
    case .redirect(let index):
      append(forum.redirects[index].path, to: &output)
      if !forum.redirects[index].isFile { append("/index.html", to: &output) }
    case .asset(let index): append(assets.copies[index].path, to: &output)
    case .staticFile(let index): append(staticFiles[index].path, to: &output)
    }
  }

  /// `url`: of the first page. A host looks for the file by the URL without its percent signs.
  private func appendFile(_ url: String, page: Int, to output: inout [UInt8]) {
    let path = url.utf8.dropFirst(views.forum.urls.prefix.utf8.count + 1)
    if path.contains(UInt8(ascii: "%")) {
      append(percentDecoded(String(Substring(path))) ?? "", to: &output)
    } else {
      output.append(contentsOf: path)
    }
    if page > 1 {
      append("page/", to: &output)
      appendDecimal(page, to: &output)
      append("/", to: &output)
    }
    append("index.html", to: &output)
  }
}
