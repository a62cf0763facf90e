import TestSupport

/// A named edit of a community, the build options, the output folder or the cache.
struct RandomEdit: Sendable {
  let name: String
  let apply: @Sendable (inout RandomEditState, inout SplitMix64) throws -> Void

  init(
    _ name: String,
    _ apply: @escaping @Sendable (inout RandomEditState, inout SplitMix64) throws -> Void
  ) {
    self.name = name
    self.apply = apply
  }

  /// Returns an edit that changes only the community.
  static func content(
    _ name: String, _ apply: @escaping @Sendable (inout CommunityModel, inout SplitMix64) -> Void
  ) -> RandomEdit {
    RandomEdit(name) { state, random in apply(&state.community, &random) }
  }

  static let all =
    threads + posts + members + settings + siteEdits + theme + environmentEdits + faultyEdits
}

/// The community and the options of the next build.
struct RandomEditState {
  var community: CommunityModel
  var now = "2026-11-20"
  var showsDrafts = false
  var baseURL: String?
  var jobs = 2
  var isClean = false
  /// Closures to run before the community's files are written.
  var actionsBeforeWriting: [(Command) throws -> Void] = []
  /// Closures to run after the community's files were written.
  var actionsAfterWriting: [(Command) throws -> Void] = []

  var arguments: [String] {
    ["build", "--verify", "--templates", "templates", "--now", now, "--jobs", "\(jobs)"]
      + (showsDrafts ? ["--drafts"] : []) + (isClean ? ["--clean"] : [])
      + (baseURL.map { ["--base-url", $0] } ?? [])
  }
}

extension RandomEdit {
  static let threads: [RandomEdit] = [
    .content("add a thread") { community, random in
      let number = random.number(100...9999)
      let post = community.post(0, in: number, &random)
      community.threads.append(
        .init(
          board: random.pick(community.boards.keys.sorted()), path: "new/thread-\(number)",
          title: "New thread \(number)", tags: ["tag \(random.number(1...12))"], posts: [post]))
    },
    .content("delete a thread") { community, random in
      guard community.threads.count > 20 else { return }
      community.threads.remove(at: random.number(0...(community.threads.count - 1)))
    },
    .content("move a thread to another board") { community, random in
      let board = random.pick(community.boards.keys.sorted())
      community.change(&random) { thread, _ in thread.board = board }
    },
    .content("rename a thread's file") { community, random in
      community.change(&random) { thread, random in
        thread.path = "\(random.number(2020...2026))/renamed-\(random.number(1...999))"
      }
    },
    .content("change a title") { community, random in
      community.change(&random) { thread, random in
        thread.title = "Title & <\(random.number(1...999))>"
      }
    },
    .content("change tags") { community, random in
      community.change(&random) { thread, random in
        thread.tags = (0..<random.number(0...3)).map { _ in "tag \(random.number(1...12))" }
      }
    },
    .content("toggle pinned, closed or draft") { community, random in
      community.change(&random) { thread, random in
        thread.keys.toggle(
          random.pick([("pinned", "true"), ("status", "closed"), ("draft", "true")]))
      }
    },
    .content("toggle an alias") { community, random in
      community.change(&random) { thread, random in
        thread.keys.toggle(("aliases", "[old/\(random.number(1...50)), gone]"))
      }
    },
  ]

  static let posts: [RandomEdit] = [
    .content("add a reply") { community, random in
      let body = community.words(&random)
      let author = random.number(0...(community.members.count - 1))
      community.change(&random) { thread, random in
        let date = "2026-\(random.number(10...12))-\(random.number(10...28))"
        thread.posts.append(.init(author: author, date: date, body: body))
      }
    },
    .content("remove the last reply") { community, random in
      community.change(&random) { thread, _ in
        if thread.posts.count > 1 { thread.posts.removeLast() }
      }
    },
    .content("change a post's words") { community, random in
      let body = community.words(&random)
      community.changePost(&random) { post, _ in post.body = body }
    },
    .content("change a letter") { community, random in
      community.changePost(&random) { post, _ in
        post.body = post.body.replacing("tea", with: "sea").replacing("hope", with: "rope")
      }
    },
    .content("change a date") { community, random in
      community.change(&random) { thread, random in
        thread.posts[0].date = "202\(random.number(0...5))-0\(random.number(1...9))-11"
      }
    },
    .content("toggle a key of a post") { community, random in
      community.changePost(&random) { post, random in
        post.keys.toggle(
          random.pick([
            ("content_note", "recurrence"), ("edited", "2026-05-05"), ("reviewed", "2026-06-06"),
            ("removed", "Spam"), ("subject", "Another subject"), ("accepted", "true"),
          ]))
      }
    },
    .content("change an author") { community, random in
      let author = random.number(0...(community.members.count - 1))
      community.changePost(&random) { post, _ in post.author = author }
    },
  ]
}

extension CommunityModel {
  mutating func change(
    _ random: inout SplitMix64, _ change: (inout Thread, inout SplitMix64) -> Void
  ) {
    change(&threads[random.number(0...(threads.count - 1))], &random)
  }

  mutating func changePost(
    _ random: inout SplitMix64, _ change: (inout Post, inout SplitMix64) -> Void
  ) {
    self.change(&random) { thread, random in
      change(&thread.posts[random.number(0...(thread.posts.count - 1))], &random)
    }
  }
}

extension [String: String] {
  /// Removes the key if it exists, else adds it.
  mutating func toggle(_ key: (name: String, value: String)) {
    self[key.name] = self[key.name] == nil ? key.value : nil
  }
}
