package import Mustache

/// Names and types of the values that each kind of page gives to its template.
///
/// Views make their records in the order of these fields. A test compares every record of the
/// sample with its shape.
package enum Shapes {
  /// Name of the field with the URLs of the theme's assets.
  package static let assets = "assets"

  /// Returns the shape of each kind of page, for its template. Records are made with
  /// `shape(of:)`, in which `assets` is empty, because a record does not contain the layout's
  /// values.
  static func pages(assets: Shape) -> [(kind: PageKind, shape: Shape)] {
    PageKind.allCases.map { ($0, Shape(fields: layout(assets) + fields(of: $0))) }
  }

  package static let date = Shape(["text": .text, "machine": .text])
  package static let link = Shape(["title": .text, "url": .text])
  package static let author = Shape([
    "name": .text, "url": .text, "role": .text, "is_official": .flag, "is_in_memory": .flag,
  ])

  package static let threadRow = Shape([
    "title": .text, "url": .text, "author": .record(author), "started": .record(date),
    "last": .record(date), "last_url": .text, "replies": .text, "is_pinned": .flag,
    "is_closed": .flag, "is_answered": .flag, "board": .record(link),
  ])

  package static let pagination = Shape([
    "position": .text, "previous_url": .text, "next_url": .text,
    "pages": .list(pageLink),
  ])
  package static let pageLink = Shape([
    "number": .text, "label": .text, "url": .text, "is_current": .flag, "is_gap": .flag,
  ])

  package static let post = Shape([
    "number": .number, "url": .text, "label": .text, "author": .record(author), "rank": .text,
    "subject": .text, "date": .record(date), "edited": .record(date), "reviewed": .record(date),
    "is_official": .flag, "is_outdated": .flag, "is_accepted": .flag, "removed": .text,
    "content_note": .text, "body": .html,
  ])

  package static let boardRow = Shape([
    "title": .text, "url": .text, "description": .text, "threads": .text, "posts": .text,
    "is_closed": .flag, "last": .record(date), "last_thread": .record(link),
  ])

  package static let site = Shape([
    "title": .text, "description": .text, "language": .text, "home_url": .text, "base": .text,
    "members_url": .text, "tags_url": .text, "glossary_url": .text, "privacy_url": .text,
    "loads_url": .text, "search_url": .text, "security_policy": .text,
    "posts": .text, "members": .text, "locale": .text, "is_right_to_left": .flag,
  ])

  package static let helpline = Shape([
    "name": .text, "phone": .text, "phone_url": .text,
    "hours": .list(hours), "relay": .text, "callback_url": .text, "note": .text,
    "closures": .list(closure),
    "zone": .text, "closed_days": .text,
  ])
  package static let hours = Shape([
    "days": .text, "times": .text,
    "weekdays": .text, "opens": .number, "closes": .number, "from": .text, "until": .text,
  ])
  package static let closure = Shape(["date": .record(date), "reason": .text])

  package static let support = Shape([
    "name": .text, "phone": .text, "phone_url": .text, "url": .text, "note": .text,
  ])

  /// `data` is JSON-LD.
  package static let page = Shape([
    "title": .text, "canonical": .text, "description": .text, "data": .html,
  ])

  package static let words = Shape(fields: StringKey.allCases.map { ($0.rawValue, .text) })
}

extension Shapes {
  private static func layout(_ assets: Shape) -> [(name: String, kind: FieldKind)] {
    [
      ("site", .record(site)), ("disclaimer", .html), ("helpline", .record(helpline)),
      ("support", .list(support)), ("has_support", .flag), ("words", .record(words)),
      (Self.assets, .record(assets)), ("ring", .record(sentence)), ("page", .record(page)),
    ]
  }

  package static func shape(of kind: PageKind) -> Shape { shapes[kind] ?? emptyShape }

  private static let emptyShape = Shape([:])

  private static let shapes: [PageKind: Shape] = Dictionary(
    uniqueKeysWithValues: pages(assets: Shape([:])).map { ($0.kind, $0.shape) })

  /// Returns the fields of a kind of page that follow the layout's fields.
  private static func fields(of kind: PageKind) -> [(name: String, kind: FieldKind)] {
    switch kind {
    case .home: homeFields
    case .board: boardFields
    case .thread: threadFields
    case .member: memberFields
    case .members: [("members", .list(memberRow)), ("pagination", .record(pagination))]
    case .tag:
      [
        ("name", .text), ("threads", .list(threadRow)), ("pagination", .record(pagination)),
        ("feed", .record(link)),
      ]
    case .tags: [("tags", .list(tagRow)), ("pagination", .record(pagination))]
    case .page: [("title", .text), ("description", .text), ("body", .html)]
    case .glossary: [("letters", .list(letter))]
    case .search:
      [
        ("boards", .list(searchedBoard)), ("roles", .list(searchedRole)), ("has_roles", .flag),
        ("months", .list(month)), ("crisis_words", .list(supportWord)),
      ]
    case .loads:
      [
        ("theme_files", .list(loadedFile)), ("files", .list(loadedFile)), ("has_files", .flag),
        ("more_files", .text),
      ]
    case .notFound: []
    case .redirect: [("target", .text), ("target_absolute", .text), ("title", .text)]
    }
  }
}

extension Shapes {
  /// A sentence with a link in it.
  package static let sentence = Shape([
    "before": .text, "link": .text, "url": .text, "after": .text,
  ])
  package static let relatedThread = Shape([
    "title": .text, "url": .text, "board": .record(link), "started": .record(date),
  ])
}

extension Shapes {
  package static let memberRow = Shape(["name": .text, "url": .text, "role": .text])
  package static let tagRow = Shape(["name": .text, "url": .text, "threads": .text])
  package static let letter = Shape(["letter": .text, "id": .text, "terms": .list(term)])
  package static let term = Shape(["term": .text, "id": .text, "means": .text, "also": .text])
  package static let searchedBoard = Shape(["title": .text, "url": .text, "slug": .text])
  package static let searchedRole = Shape(["name": .text, "label": .text])
  package static let month = Shape(["name": .text])
  package static let supportWord = Shape(["text": .text])
  package static let loadedFile = Shape(["name": .text, "url": .text, "use": .text, "size": .text])
  package static let category = Shape(["title": .text, "boards": .list(boardRow)])
  package static let memberPost = Shape([
    "title": .text, "url": .text, "date": .record(date), "board": .record(link),
  ])

  private static let homeFields: [(name: String, kind: FieldKind)] = [
    ("categories", .list(category)), ("newest", .list(threadRow)), ("posts", .text),
    ("members", .text), ("feed", .record(link)),
  ]

  private static let boardFields: [(name: String, kind: FieldKind)] = [
    ("title", .text), ("description", .text), ("body", .html), ("is_closed", .flag),
    ("by_activity_url", .text), ("by_start_url", .text), ("is_by_start", .flag),
    ("disclaimer_page", .record(link)), ("threads", .list(threadRow)),
    ("pagination", .record(pagination)), ("feed", .record(link)),
    ("slug", .text), ("search_label", .text),
  ]

  private static let threadFields: [(name: String, kind: FieldKind)] = [
    ("title", .text), ("board", .record(link)), ("tags", .list(link)), ("has_tags", .flag),
    ("is_closed", .flag),
    ("is_pinned", .flag), ("has_official", .flag), ("is_newest_first", .flag),
    ("accepted_url", .text),
    ("board_disclaimer", .html), ("board_disclaimer_page", .record(link)),
    ("posts", .list(post)), ("pagination", .record(pagination)), ("structured_data", .html),
    // Links to other posts and threads.
    ("ask_again", .record(sentence)), ("to_first_url", .text), ("to_last_url", .text),
    ("to_official_url", .text), ("has_jumps", .flag), ("related", .list(relatedThread)),
    ("has_related", .flag),
  ]

  private static let memberFields: [(name: String, kind: FieldKind)] = [
    ("name", .text), ("role", .text), ("rank", .text), ("is_in_memory", .flag),
    ("joined", .record(date)),
    ("bio", .html), ("posts", .list(memberPost)), ("pagination", .record(pagination)),
  ]
}

/// Kinds of pages. Raw values are the names of their templates.
package enum PageKind: String, CaseIterable, Sendable {
  case home, board, thread, member, members, tag, tags, page, glossary, search, loads, redirect
  case notFound = "not-found"
}
