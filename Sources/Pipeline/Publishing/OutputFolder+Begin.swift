internal import Files

extension OutputFolder {
  /// Takes all files of this build, in any order. Nothing is looked at yet; a plan that contradicts
  /// itself is refused.
  package func survey(_ planned: PlannedFiles) throws(PublishingProblem) -> Survey {
    Survey(output: self, plan: try Plan(planned, known: listed ?? .empty))
  }
}

extension Survey {
  /// Takes what was found in each part, in any order. Throws when anything is in the way, before
  /// anything is changed; then notes down what the build may touch, and clears away what a killed
  /// one left.
  package func begin(_ parts: [SurveyPart]) throws(PublishingProblem) -> Publication {
    // A part that nobody looked at may hold another's files, and they would be written over.
    precondition(parts.map(\.index).sorted() == Array(0..<count), "each part once")
    let findings = SurveyPart.joined(parts)
    try PublishingProblem.throwAll(of: findings.problems)
    let listable = plan.paths.union(output.listed ?? .empty)
    // What goes and what comes together may be more than either.
    try FileList.check(length: listable.lines.count)
    try output.begin(listing: listable, clearing: findings)
    let staging = try trying(to: .write) { () throws(FileProblem) in
      try Staging(for: plan.paths, in: output.folder)
    }
    return Publication(output, plan, findings, staging)
  }
}

extension OutputFolder {
  fileprivate func begin(
    listing list: PathTable, clearing findings: SurveyPart
  ) throws(PublishingProblem) {
    // First of all, for a full disk may be full of it.
    try trying(to: .remove) { () throws(FileProblem) in
      try Staging.clear(in: folder, listed: listed ?? list)
    }
    try note(list)
    if isUnfinished || options.adopt { try sweep(list) }
    try clear(findings)
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

  private func clear(_ findings: SurveyPart) throws(PublishingProblem) {
    try trying(to: .remove) { () throws(FileProblem) in
      for file in findings.blockingFiles { try folder.removeFile(file) }
    }
    for path in findings.blockingFolders {
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
