import Content
import Files
import Pages
import Survey

/// Reads thread files again, because their text is not kept in memory after the survey.
struct ThreadRereader: Sendable {
  let content: SourceFolder

  /// Returns the posts of a file. Throws if the file has changed since the survey checked it.
  func document(
    _ file: SurveyedThreadFile, _ surveyor: ThreadSurveyor
  ) throws(FileError) -> ThreadDocument {
    if let found = try surveyor.readDocument(file.path, file.stamp, summaries: file.posts) {
      return found
    }
    throw .changed(content.displayPath(file.path))
  }
}
