internal import Files

extension OutputFolder {
  /// Takes all files of this build, in any order. Finds everything that is in the way before
  /// anything is changed; then notes down what the build may touch, and clears away what a killed
  /// one left.
  package func begin(_ planned: [PlannedFile]) throws(PublishingProblem) -> Publication {
    let plan = try Plan(planned)
    let survey = try Survey.of(plan, in: self)
    let union = plan.paths.union(listed ?? .empty)
    try note(union)
    if isUnfinished || options.adopt { try sweep(union) }
    try clear(survey)
    return Publication(self, plan, survey)
  }

  /// The list first: as long as it names all that is ours, nothing can get lost.
  private func note(_ list: PathTable) throws(PublishingProblem) {
    try trying(to: .write) { () throws(FileProblem) in
      // A build that was killed over these left them, and this one may not have to write them.
      try folder.removeFile(OutputPath.list.temporary)
      try folder.removeFile(OutputPath.unfinished.temporary)
    }
    if list != listed { try folder.writeList(list) }
    try trying(to: .write) { () throws(FileProblem) in
      if !isUnfinished { try folder.write([], to: .unfinished) }
    }
  }

  /// Removes the temporaries that a killed build may have left, at whatever it meant to write.
  private func sweep(_ paths: PathTable) throws(PublishingProblem) {
    try trying(to: .remove) { () throws(FileProblem) in
      for index in 0..<paths.count {
        guard let path = OutputPath(paths.text(at: index)) else { continue }
        try folder.removeFile(path.temporary)
      }
    }
  }

  private func clear(_ survey: Survey) throws(PublishingProblem) {
    try trying(to: .remove) { () throws(FileProblem) in
      for file in survey.blockingFiles { try folder.removeFile(file) }
    }
    for path in survey.blockingFolders {
      let isGone = try trying(to: .remove) { () throws(FileProblem) in
        try folder.removeEmptyFolder(path)
      }
      guard isGone else {
        throw PublishingProblem(path: folder.shown(path), reason: .inTheWay(.folder))
      }
    }
  }
}

extension OpenFolder {
  func writeList(_ list: PathTable) throws(PublishingProblem) {
    _ = try trying(to: .write) { () throws(FileProblem) in try write(list.lines, to: .list) }
  }
}
