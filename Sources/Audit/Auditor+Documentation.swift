import Curriculum
import Demos
import Foundation
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

  /// Every picture in the lessons is what its demo draws now, to the byte.
  func pictureFindings() async throws(KitFailure) -> (scope: String, findings: [Finding]) {
    var findings: [Finding] = []
    var drawn: Set<String> = []
    for demo in Course.demos {
      for (name, picture) in try await Self.pictures(of: demo) {
        let path = "\(Catalog.path)/Week\(demo.week)/\(name)"
        drawn.insert(path)
        let inDocs = try? String(contentsOfFile: folder.path(path), encoding: .utf8)
        if inDocs != picture {
          findings.append(
            Finding(
              path,
              inDocs == nil
                ? "is missing; course demo \(demo.id) draws it"
                : "is not what course demo \(demo.id) draws now"))
        }
      }
    }
    for week in Course.weeks {
      let place = "\(Catalog.path)/\(week.module)"
      for name in names(in: place) where name.hasSuffix(".svg") {
        guard !drawn.contains("\(place)/\(name)") else { continue }
        findings.append(Finding("\(place)/\(name)", "is drawn by no demo"))
      }
    }
    return ("\(drawn.count) pictures are what their demos draw", findings.sorted { $0.file < $1.file })
  }

  private static func pictures(of demo: Demo) async throws(KitFailure) -> [String: String] {
    do {
      return try await DemoRunner.pictures(of: demo.id)
    } catch {
      throw KitFailure("The demo \(demo.id) failed: \(error)", mend: "Run course demo \(demo.id).")
    }
  }
}
