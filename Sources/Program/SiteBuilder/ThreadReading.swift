import Content
import Pages
import Survey

/// Reads threads again whose text was let go of after the survey.
struct ThreadReading: Sendable {
  let content: ContentFolder

  /// What is read now must be what was checked then.
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
