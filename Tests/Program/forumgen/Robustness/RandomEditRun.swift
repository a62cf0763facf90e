import Foundation
import TestSupport
import Testing

/// A community in a folder that is edited in steps. Each step ends with a build with `--verify`.
final class RandomEditRun {
  private let command: Command
  private let seed: UInt64
  private var random: SplitMix64
  private var state: RandomEditState
  private var files: [String: String] = [:]
  private(set) var refusals = 0

  init(seed: UInt64, on storage: Command.Storage) throws {
    self.seed = seed
    random = SplitMix64(seed: seed)
    command = try Command([:], on: storage)
    state = RandomEditState(community: try .sample(&random))
    try put(state.community.files(), inPlace: false)
    let run = try command.run(state.arguments)
    try #require(run.status == 0, "seed \(seed), the sample itself: \(run.errors)")
  }

  /// Applies one or two random edits and builds. A failure names the seed and the step.
  func step(_ number: Int) throws {
    let before = state
    let earlier = files
    var names: [String] = []
    for _ in 0..<(random.oneIn(4) ? 2 : 1) {
      let edit = random.pick(RandomEdit.all)
      try edit.apply(&state, &random)
      names.append(edit.name)
    }
    try change()
    let pages = try command.stamps()
    let run = try command.run(state.arguments)
    let context = "seed \(seed), step \(number), \(names): \(run.errors.suffix(2000))"
    if run.status == 1 {
      refusals += 1
      let error = run.errors.split(separator: "\n").first { $0.contains(": error: ") } ?? ""
      print("seed \(seed), step \(number), refused edits \(names): \(error)")
      #expect(try differingPaths(pages, command.stamps()) == [], "\(context)")
      state = before
      try put(earlier, inPlace: false)
    } else {
      try #require(run.status == 0, "\(context)")
      #expect(try command.unlistedFiles() == [], "\(context)")
    }
    state.isClean = false
    state.actionsBeforeWriting = []
    state.actionsAfterWriting = []
  }
}

extension RandomEditRun {
  private func change() throws {
    for action in state.actionsBeforeWriting { try action(command) }
    try put(state.community.files(), inPlace: random.oneIn(2))
    for action in state.actionsAfterWriting { try action(command) }
  }

  /// Writes changed files in place, or removes and recreates them. Editors do either.
  private func put(_ new: [String: String], inPlace: Bool) throws {
    for path in files.keys where new[path] == nil { try command.removeWithFolders(path) }
    for (path, text) in new where files[path] != text {
      if inPlace, files[path] != nil {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(command.root)/\(path)"))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
      } else {
        try command.remove(path, ifThere: true)
        try command.put(text, at: path)
      }
    }
    files = new
  }
}

extension Command {
  /// Removes a file and the folders that are empty afterwards, because a board's folder without
  /// board.md is an error.
  func removeWithFolders(_ path: String) throws {
    try remove(path)
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      guard rmdir("\(root)/\(folder)") == 0 else { return }
    }
  }

  func remove(_ path: String, ifThere: Bool) throws {
    if !ifThere || exists(path) { try remove(path) }
  }

  /// Returns the output files that the file list does not name, except foreign files (`-mine-`).
  func unlistedFiles() throws -> [String] {
    let list = try Set(text("public/.forumgen/files").split(separator: "\n").map(String.init))
    return try stamps().keys.filter {
      !list.contains($0) && $0 != ".forumgen/files" && !$0.contains("-mine-")
    }.sorted()
  }
}
