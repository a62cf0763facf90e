import Diagnostics
import ForumgenMustache
import SafeHTML

/// The page that both engines render: a thread of 20 posts, each with five values, in a layout.
struct ThreadPage {
  struct Post {
    let number: Int
    let author: String
    let date: String
    /// 600 bytes, with characters to escape.
    let text: String
    /// HTML, rendered without escaping.
    let note: String
  }

  let title = "Drains & <stitches>"
  let posts: [Post]

  init() {
    posts = (1...20).map { number in
      Post(
        number: number, author: "Wren O'Neil \(number)", date: "2022-05-\(number + 10)",
        text: Self.text(of: number), note: "<p>Post <b>\(number)</b></p>")
    }
  }

  private static func text(of number: Int) -> String {
    let sentence = "Post \(number): \"Is a < b & c > d?\", she asked; it's what the nurse said. "
    let text = String(repeating: sentence, count: 10)
    return String(text.prefix(600))
  }

  static let templates = [
    "layout": """
    <!DOCTYPE html>
    <html lang="en-GB">
    <head><title>{{$title}}Forum{{/title}}</title></head>
    <body>
    <main>{{$main}}{{/main}}</main>
    </body>
    </html>

    """,
    "thread": """
    {{<layout}}{{$title}}{{title}}{{/title}}{{$main}}<h1>{{title}}</h1>
    {{#posts}}
    <article class="post" id="post-{{number}}">
      <h2 class="post-author">{{author}}</h2>
      <time>{{date}}</time>
      <div class="post-text">{{text}}</div>
      <div class="post-note">{{{note}}}</div>
    </article>
    {{/posts}}
    {{/main}}{{/layout}}
    """,
  ]
}

extension ThreadPage {
  static let postShape = Shape([
    "number": .number, "author": .text, "date": .text, "text": .text, "note": .html,
  ])
  static let shape = Shape(["title": .text, "posts": .list(postShape)])

  /// Stores the values in the form that forumgen's engine takes.
  func record(in values: inout ValueArena) -> Value {
    let records = posts.map { Self.record(of: $0, in: &values) }
    return values.record(Self.shape, [values.text(title), values.list(records)])
  }

  private static func record(of post: Post, in values: inout ValueArena) -> Value {
    values.record(
      postShape,
      [
        .number(post.number), values.text(post.author), values.text(post.date),
        values.text(post.text), values.html(SafeHTML(trusted: Array(post.note.utf8))),
      ])
  }

  /// The values as dictionaries, which swift-mustache renders faster than structures (`measure` in
  /// `Comparison`).
  var dictionary: [String: Any] {
    ["title": title, "posts": posts.map(Self.dictionary)]
  }

  private static func dictionary(of post: Post) -> [String: Any] {
    [
      "number": post.number, "author": post.author, "date": post.date, "text": post.text,
      "note": post.note,
    ]
  }
}
