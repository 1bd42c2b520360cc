import BuildKit
import Curriculum
import Foundation

/// Compiles a demo with the learner's own answers in place of the reference.
///
/// The demo's script, the stage, the week's answers and what they need become one module, so that
/// only these few files are compiled and a broken answer to another exercise is in nobody's way.
public struct DemoBuilder: Sendable {
  private let checker: Checker

  public init(folder: CourseFolder) throws(KitFailure) {
    checker = try Checker(folder: folder)
  }

  /// The demo's program, or what the compiler had against the answers in it.
  public enum Product: Sendable {
    case program(String)
    case rejected(String)
  }

  /// - Parameter mine: The exercises whose answers are the learner's; the others are the reference's.
  public func build(_ demo: Demo, mine: [Exercise]) throws(KitFailure) -> Product {
    let folder = checker.folder
    let script = try script(of: demo)
    let paths =
      answers(week: demo.week, mine: Set(mine.map(\.id)))
      + [script.path] + swiftFiles(in: folder.path("Sources/Demos/Stage"))
      + (script.source.contains("import Simulation")
        ? swiftFiles(in: folder.path("Sources/Simulation")) : [])
    let main = "await StandaloneDemo.main(\(script.type).self)\n"
    return try compile(
      paths,
      main: main,
      week: demo.week,
      others: ["Drawing"],
      optimization: "-Onone"
    )
  }

  /// The program that replays a trace through Week 1's caches, with the learner's answers in it.
  ///
  /// It is optimized: a trace is long.
  public func buildReplay(mine: [Exercise]) throws(KitFailure) -> Product {
    let names = [
      "ExerciseReplay", "ExercisePolicy", "CachePolicy", "Policies/ReplacementPolicy",
    ]
    let paths =
      answers(week: 1, mine: Set(mine.map(\.id)))
      + names.map { checker.folder.path("Sources/Simulation/\($0).swift") }
    return try compile(paths, main: "ExerciseReplay.main()\n", week: 1, optimization: "-O")
  }

  private func compile(
    _ paths: [String],
    main: String,
    week: Int,
    others: [String] = [],
    optimization: String
  ) throws(KitFailure) -> Product {
    let folder = checker.folder
    let support = try checker.prepared(for: week, others: others)
    let flags = [optimization, "-wmo", "-swift-version", "6", "-suppress-warnings"]
    var digest = Digest()
    digest.add(support.digest + flags.joined(separator: " ") + main)
    for path in paths {
      digest.add(path)
      digest.add(FileManager.default.contents(atPath: path) ?? Data())
    }
    let entry = try checker.cache.entry(digest.hex) { (place) throws(KitFailure) in
      try writing(to: place) {
        try main.write(toFile: "\(place)/main.swift", atomically: false, encoding: .utf8)
      }
      let built = try checker.toolchain.compile(
        flags + checker.toolchain.linkerFlags
          + ["-module-name", "Week\(week)", "-o", "\(place)/program", "\(place)/main.swift"]
          + paths + support.flags,
        into: place
      )
      guard !built.succeeded else { return }
      try writing(to: place) {
        try folder.shortened(built.messages).write(
          toFile: "\(place)/messages",
          atomically: false,
          encoding: .utf8
        )
      }
    }
    let messages = try? String(contentsOfFile: "\(entry)/messages", encoding: .utf8)
    return messages.map { .rejected($0) } ?? .program("\(entry)/program")
  }

  /// One file for every exercise of the week: a demo may use any of them.
  private func answers(week number: Int, mine: Set<String>) -> [String] {
    guard let week = Course.week(number) else { return [] }
    return week.exercises.map {
      checker.folder.path(mine.contains($0.id) ? $0.stubPath : $0.solutionPath)
    }
  }

  private func script(
    of demo: Demo
  ) throws(KitFailure) -> (type: String, path: String, source: String) {
    let place = checker.folder.path("Sources/Demos/Week\(demo.week)")
    let wanted = demo.id.filter { $0 != "-" } + "demo.swift"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    guard let name = names.first(where: { $0.lowercased() == wanted }),
      let source = try? String(contentsOfFile: "\(place)/\(name)", encoding: .utf8)
    else {
      throw KitFailure(
        "The script of the demo \(demo.id) is missing in Sources/Demos/Week\(demo.week)",
        fix: "Bring it back, for example with git checkout Sources/Demos"
      )
    }
    return (String(name.dropLast(".swift".count)), "\(place)/\(name)", source)
  }
}
