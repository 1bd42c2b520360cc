import Curriculum
import Foundation

/// Compiles an answer together with its checks into one program.
struct AnswerBuilder: Sendable {
  let folder: CourseFolder
  let toolchain: Toolchain
  let cache: AnswerCache
  let support: SupportLibraries

  /// The answer's program, or what the compiler had against it.
  enum Product {
    case program(String)
    case rejected(String)
  }

  func build(
    _ answer: AnswerFile,
    checks: CheckFile,
    of exercise: Exercise,
    compiling: () -> Void
  ) throws(KitFailure) -> Product {
    let checksPath = folder.path(exercise.checksPath)
    guard let checkSource = FileManager.default.contents(atPath: checksPath) else {
      throw KitFailure(
        "The checks of \(exercise.id) are missing: \(exercise.checksPath)",
        mend: "Bring them back, for example with git checkout \(exercise.checksPath)"
      )
    }
    let main = Self.mainFile(for: checks, of: exercise)
    var digest = Digest()
    for text in [support.digest, Self.flags.joined(separator: " "), answer.name, main] {
      digest.add(text)
    }
    digest.add(answer.data)
    digest.add(checkSource)

    let entry = try cache.entry(digest.hex) { (place) throws(KitFailure) in
      do throws(Rejection) {
        try answer.refuseNames(of: checks, allowing: ownNames(of: exercise))
      } catch {
        return try keep(error.messages, in: place)
      }
      compiling()
      try writing(to: place) {
        try main.write(toFile: "\(place)/main.swift", atomically: false, encoding: .utf8)
      }
      let built = try toolchain.compile(
        Self.flags + Platform.linkerFlags(beside: toolchain.compiler)
          + ["-module-name", "Week\(exercise.week)", "-o", "\(place)/program"]
          + [answer.path, checksPath, "\(place)/main.swift"] + support.flags,
        into: place
      )
      // Saved while it was compiled: what was built is not what the digest says.
      guard FileManager.default.contents(atPath: answer.path) == answer.data else {
        throw KitFailure(
          "\(answer.name) was changed while it was compiled",
          mend: "Check it again."
        )
      }
      if !built.succeeded { try keep(folder.shortened(built.messages), in: place) }
    }
    if let messages = try? String(contentsOfFile: "\(entry)/messages", encoding: .utf8) {
      return .rejected(messages)
    }
    return .program("\(entry)/program")
  }

  /// A rejection is as good a product as a program: the same file is refused without compiling it.
  private func keep(_ messages: String, in place: String) throws(KitFailure) {
    try writing(to: place) {
      try messages.write(toFile: "\(place)/messages", atomically: false, encoding: .utf8)
    }
  }

  /// What the exercise asks to be declared.
  private func ownNames(of exercise: Exercise) -> Set<String> {
    let solution = try? String(
      contentsOfFile: folder.path(exercise.solutionPath),
      encoding: .utf8
    )
    return Set(SwiftTokens(solution ?? "").topLevelDeclarations.map(\.name))
  }

  private static let flags = [
    "-Onone", "-wmo", "-swift-version", "6", "-enable-testing", "-suppress-warnings",
    "-diagnostic-style", "swift",
  ]

  /// A program that runs the checks that it is told to.
  private static func mainFile(for checks: CheckFile, of exercise: Exercise) -> String {
    let lines = checks.methods.map { method in
      let make = method.isAsync ? ".awaiting" : "Check"
      return "  \(make)(\"\(method.name)\", \(exercise.checkClass).\(method.name)),"
    }
    return """
      import CheckSupport

      let checks: [Check<\(exercise.checkClass)>] = [
      \(lines.joined(separator: "\n"))
      ]
      CheckHarness.main(checks)

      """
  }
}
