import Content
import Pages
import Survey

/// Reads thread files again, because their text is not kept in memory after the survey.
struct ThreadReading: Sendable {
  let content: ContentFolder

  /// Returns the posts of a file. Throws if the file has changed since the survey checked it.
  func document(
    _ file: ThreadFile, _ survey: ThreadSurvey
  ) throws(BuildFailures) -> ThreadDocument {
    do throws(ReadingProblem) {
      if let found = try survey.document(file.path, file.stamp, posts: file.posts) { return found }
    } catch {
      throw BuildFailures(error)
    }
    throw BuildFailures(changed: content.shown(file.path))
  }
}
