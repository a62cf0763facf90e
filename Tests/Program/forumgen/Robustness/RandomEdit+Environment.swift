import Foundation
import TestSupport

extension RandomEdit {
  /// Edits outside of the community: options, the output folder, the cache.
  static let environmentEdits: [RandomEdit] = [
    RandomEdit("change the day") { state, random in
      state.now = "2026-\(random.number(10...12))-\(random.number(10...28))"
    },
    RandomEdit("show drafts, or hide them") { state, _ in state.showsDrafts.toggle() },
    RandomEdit("change --base-url") { state, random in
      state.baseURL = random.pick([nil, "https://preview.example.org/x"])
    },
    RandomEdit("change --jobs") { state, random in state.jobs = random.number(1...4) },
    RandomEdit("build with --clean") { state, _ in state.isClean = true },
    RandomEdit("change nothing") { _, _ in },
    RandomEdit("touch files") { state, random in
      let files = state.community.files().keys.sorted()
      let touched = (0..<5).map { _ in random.pick(files) }
      state.actionsAfterWriting.append { command in
        for path in touched { utimes("\(command.root)/\(path)", nil) }
      }
    },
    RandomEdit("change a letter and restore the time") { state, random in
      // `cp -p`, `tar` and `rsync -t` set the modification time. Only the inode change time (ctime)
      // shows the change.
      let path = "content/" + random.pick(state.community.threads).file
      let before = FileTimes.Box()
      state.actionsBeforeWriting.append { before.times = FileTimes(of: "\($0.root)/\(path)") }
      for index in state.community.threads.indices
      where "content/" + state.community.threads[index].file == path {
        let body = state.community.threads[index].posts[0].body
        state.community.threads[index].posts[0].body = body.withOneLetterChanged
      }
      state.actionsAfterWriting.append { command in
        before.times?.restore(on: "\(command.root)/\(path)")
      }
    },
    published("write over a page") { command, path, random in
      try command.put("defaced \(random.number(1...9))", at: path)
    },
    published("cut a page short") { command, path, random in
      truncate("\(command.root)/\(path)", random.number(0...99))
    },
    published("change a page's letter") { command, path, random in
      guard let text = try? command.text(path) else { return try command.damage(path, &random) }
      try command.put(text.withOneLetterChanged, at: path)
    },
    published("delete a page") { command, path, _ in try command.remove(path) },
    published("delete a folder of pages") { command, path, _ in
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      if folder != "public" { try command.remove(folder) }
    },
    published("add a foreign file next to a page") { command, path, random in
      try command.put("mine", at: "\(path)-mine-\(random.number(1...3))")
    },
    cached("remove the cache") { command, _ in try command.remove("cache") },
    cached("damage the cache") { command, random in
      for file in try command.tree("cache").keys.sorted() {
        try command.damage("cache/\(file)", &random)
      }
    },
    cached("cut the cache short") { command, random in
      for (file, data) in try command.tree("cache") {
        truncate("\(command.root)/cache/\(file)", random.number(0...max(1, data.count - 1)))
      }
    },
  ]

  static let faultyEdits: [RandomEdit] = [
    .content("misspell a key") { community, random in
      community.changePost(&random) { post, _ in post.keys["dat"] = "2026-01-01" }
    },
    .content("link to nowhere") { community, random in
      community.changePost(&random) { post, _ in post.body += " [x](../nowhere.md)" }
    },
    .content("break a template") { community, _ in
      community.otherFiles["templates/page.mustache"]? += "{{#open}}"
    },
    .content("remove the helpline") { community, _ in community.settings["helpline"] = nil },
  ]

  /// Returns an edit of a random file in the list of published files.
  private static func published(
    _ name: String, _ action: @escaping @Sendable (Command, String, inout SplitMix64) throws -> Void
  ) -> RandomEdit {
    RandomEdit(name) { state, random in
      let seed = random.next()
      state.actionsAfterWriting.append { command in
        var random = SplitMix64(seed: seed)
        guard let list = try? command.text("public/.forumgen/files") else { return }
        try action(command, "public/\(random.pick(list.split(separator: "\n")))", &random)
      }
    }
  }

  private static func cached(
    _ name: String, _ action: @escaping @Sendable (Command, inout SplitMix64) throws -> Void
  ) -> RandomEdit {
    RandomEdit(name) { state, random in
      let seed = random.next()
      state.actionsAfterWriting.append { command in
        var random = SplitMix64(seed: seed)
        if command.exists("cache") { try action(command, &random) }
      }
    }
  }
}

extension String {
  /// The text with one other letter, with the same length.
  fileprivate var withOneLetterChanged: String {
    guard let index = lastIndex(where: { "aeo".contains($0) }) else { return self }
    return replacingCharacters(in: index...index, with: self[index] == "e" ? "a" : "e")
  }
}

/// The access and modification times of a file, to restore them later.
struct FileTimes {
  private let times: [timespec]

  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    times = [status.st_atim, status.st_mtim]
  }

  func restore(on path: String) { utimensat(AT_FDCWD, path, times, 0) }

  /// Passes times from a closure in `actionsBeforeWriting` to one in `actionsAfterWriting`.
  final class Box { var times: FileTimes? }
}

extension Command {
  /// Changes up to 20 bytes of a file.
  func damage(_ path: String, _ random: inout SplitMix64) throws {
    let url = URL(fileURLWithPath: "\(root)/\(path)")
    var data = try Data(contentsOf: url)
    guard !data.isEmpty else { return }
    for _ in 0..<random.number(1...20) {
      data[random.number(0...(data.count - 1))] ^= UInt8(random.number(1...255))
    }
    try data.write(to: url)
  }
}
