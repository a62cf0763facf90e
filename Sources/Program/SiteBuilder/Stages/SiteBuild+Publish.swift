import Content
import Files
import Fingerprints
import Forum
import Pages
import Publishing

extension SiteBuild {
  /// Checks the output folder and prepares it for writing. `searchFiles`: files of the search
  /// index, which come after the pages.
  func beginPublishing(
    _ parts: [PlannedPart], _ searchFiles: [PlannedFiles]
  ) throws(FileError) -> ([PlannedPage], Publication) {
    options.reportStage(.checkingOutput)
    parallel.drain(prescan.scanNext)
    // The paths are concatenated on this thread, because its allocator has memory that earlier
    // stages freed.
    let ((pages, files), output) = parallel.runConcurrently { _ in
      (parts.flatMap(\.pages), PlannedFiles.joined(parts.map(\.files) + searchFiles))
    } and: { [options, prescan] in
      Result { () throws(FileError) in
        try OutputFolder.open(options.publishing, prescan: prescan.finish())
      }
    } thenDrain: {
      false
    }
    let scan = try output.get().makeScan(of: files)
    let results = parallel.run(Array(0..<scan.count), makeWorker: {}) { scan.scan(part: $1) }
    return (pages, try scan.beginPublishing(results))
  }

  func finish(
    _ publication: Publication, _ published: [PublishedFile]
  ) throws(FileError) -> PublishResult {
    options.reportStage(.finishing)
    return try publication.finish(published)
  }
}

extension OutputPath {
  var isOfSearchIndex: Bool { text.hasPrefix("search/index/") }
}

extension BuildOptions {
  var publishing: PublishingOptions {
    var publishing = PublishingOptions(
      output: output, cache: cache, program: Fingerprint(of: Array(program.utf8)))
    publishing.adoptsFolder = adoptsFolder
    publishing.isClean = isClean
    return publishing
  }
}

extension BuildSummary {
  init(
    _ forum: Forum, _ result: PublishResult, pages: Int, surveyCacheError: FileError?,
    changeListsNote: String?
  ) {
    // Files of the search index do not count as pages.
    let written = result.written.count { !$0.isOfSearchIndex }
    self.init(
      threads: forum.threads.count, posts: forum.postCount, pages: pages, written: written,
      kept: pages - written, removed: result.removed.count { !$0.isOfSearchIndex },
      cacheNote: (result.manifestError ?? surveyCacheError)?.message,
      changeListsNote: changeListsNote)
  }
}
