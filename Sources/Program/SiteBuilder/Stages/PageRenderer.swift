import Content
import Files
import Pages
import Publishing
import Survey
import Theme

/// Renders the pages that are not current and writes them.
struct PageRenderer: Sendable {
  let publication: Publication
  let site: Site
  let pages: [PlannedPage]
  let content: SourceFolder
  let templates: SourceFolder

  /// State of one worker thread.
  final class Worker {
    let surveyor: ThreadSurveyor
    let generator: PageGenerator
    var html: [UInt8] = []

    init(_ surveyor: ThreadSurveyor, _ generator: PageGenerator) {
      self.surveyor = surveyor
      self.generator = generator
    }
  }

  /// Returns the range of plan positions of each group.
  static func batches(_ groups: [PageGroup]) -> [Range<Int>] {
    var end = 0
    return groups.map { group in
      end += group.count
      return end - group.count..<end
    }
  }

  func renderAndWrite(_ batch: Range<Int>, _ worker: Worker) throws(FileError) -> [PublishedFile] {
    var published: [PublishedFile] = []
    var documents: [ThreadDocument] = []
    for position in batch {
      guard !publication.isCurrent(at: position) else { continue }
      try render(pages[position], &documents, worker)
      published.append(try publication.write(worker.html, at: position))
    }
    return published
  }
}

extension PageRenderer {
  /// Renders or reads the bytes of the page into the worker's buffer.
  private func render(
    _ page: PlannedPage, _ documents: inout [ThreadDocument], _ worker: Worker
  ) throws(FileError) {
    worker.html.removeAll(keepingCapacity: true)
    switch site.input(of: page) {
    case .model: break
    case .threads(let files):
      // All pages of a group have the same source files.
      guard documents.isEmpty else { break }
      let rereader = ThreadRereader(content: content)
      documents = try files.map { (file) throws(FileError) in
        try rereader.document(file, worker.surveyor)
      }
    case .asset(let files):
      worker.html = try bytes(of: files, in: templates)
      return
    case .staticFile(let file):
      worker.html = try bytes(of: [file], in: content)
      return
    }
    worker.generator.render(page, documents, into: &worker.html)
  }

  private func bytes(
    of files: [VerbatimFile], in folder: SourceFolder
  ) throws(FileError) -> [UInt8] {
    if let bytes = try folder.bytes(of: files) { return bytes }
    throw .changed(files.map { folder.displayPath($0.path) }.joined(separator: ", "))
  }
}
