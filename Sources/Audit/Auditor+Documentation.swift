import BuildKit
import Curriculum
import Grader
import Lessons

extension Auditor {
  /// The pages are those of the curriculum, and docc builds them without a warning.
  func pageFindings() throws(KitFailure) -> [Finding] {
    let problems =
      try Catalog(folder: folder).problems()
      + DocumentationBuilder(folder: folder).problems()
    return problems.map { Finding($0.file, line: $0.line, $0.message) }
  }
}
