import BuildKit
import Curriculum
import Demos
import Foundation
import Grader
import Lessons

extension Auditor {
  private static let renewing = "COURSE_RENEW=1 swift test --filter DemoTests draws it again"
  private static let endings = [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"]

  /// Every picture in the lessons is what its demo draws now, to the byte, and is shown somewhere.
  func pictureFindings() async throws(KitFailure) -> (scope: String, findings: [Finding]) {
    var findings = unknownDemos()
    var drawn: Set<String> = []
    for demo in Course.demos {
      do {
        for (name, picture) in try await DemoRunner.pictures(of: demo.id) {
          let path = "\(Catalog.path)/Week\(demo.week)/\(name)"
          drawn.insert(path)
          if let problem = difference(between: path, and: picture, drawnBy: demo) {
            findings.append(problem)
          }
        }
      } catch {
        findings.append(
          Finding("Sources/Demos/Week\(demo.week)", "the demo \(demo.id) fails: \(error)")
        )
      }
    }
    if drawn.isEmpty {
      findings.append(Finding(Catalog.path, "no demo draws a picture, so none was compared"))
    }
    findings += try uselessPictures(drawn: drawn)
    return (
      "held against what the demos draw: \(drawn.count)",
      findings.sorted { $0.file < $1.file }
    )
  }

  private func difference(
    between path: String,
    and picture: String,
    drawnBy demo: Demo
  ) -> Finding? {
    guard let text = text(of: path) else {
      return Finding(path, "is missing: course demo \(demo.id) draws it; \(Self.renewing)")
    }
    guard text != picture else { return nil }
    let inDocs = text.split(separator: "\n", omittingEmptySubsequences: false)
    let now = picture.split(separator: "\n", omittingEmptySubsequences: false)
    let first = zip(inDocs, now).enumerated().first { $1.0 != $1.1 }?.offset
    return Finding(
      path,
      line: (first ?? min(inDocs.count, now.count)) + 1,
      "is not what course demo \(demo.id) draws now; \(Self.renewing)"
    )
  }

  /// Pictures that no demo draws or no page shows.
  private func uselessPictures(drawn: Set<String>) throws(KitFailure) -> [Finding] {
    let catalog = try Catalog(folder: folder)
    let pages = catalog.files.keys.compactMap(catalog.text)
    let files = FileManager.default.subpaths(atPath: folder.path(Catalog.path)) ?? []
    return files.filter { file in Self.endings.contains { file.hasSuffix($0) } }.flatMap { file in
      let path = "\(Catalog.path)/\(file)"
      let name = file.split(separator: "/").last ?? ""
      return (drawn.contains(path) ? [] : [Finding(path, "is drawn by no demo")])
        + (pages.contains { $0.contains("](\(name))") }
          ? [] : [Finding(path, "is shown on no page")])
    }
  }

  private func unknownDemos() -> [Finding] {
    DemoRunner.scripts.map { $0.id }.filter { Course.demo($0) == nil }.map {
      Finding("Sources/Demos/DemoRunner.swift", "the curriculum knows no demo \"\($0)\"")
    }
  }
}
