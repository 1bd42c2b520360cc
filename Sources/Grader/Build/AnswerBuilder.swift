import Curriculum
import Foundation

/// Compiles an answer, compiles its checks against it, and links both into one program.
///
/// The answer is a module of its own, and compiled as a library is whose users need not be compiled
/// again when it changes inside. So the compiled checks depend on what the answer declares publicly
/// and on nothing else: an edit of a body or of what is private compiles one small file and links.
struct AnswerBuilder: Sendable {
  let folder: CourseFolder
  let toolchain: Toolchain
  let cache: AnswerCache
  let exam: Exam

  /// Whether the answer's `assert` is compiled in, as a learner's build has it.
  var keepsAssertions = true

  private typealias Place = CompilerJobs.Place

  /// The answer's program, or what the compiler had against it.
  enum Product {
    case program(String)
    case rejected(String)
  }

  func build(
    _ answer: AnswerFile,
    compiling: () -> Void
  ) throws(KitFailure) -> Product {
    let module = try compileAnswer(answer, compiling: compiling)
    if let messages = messages(in: module) { return .rejected(messages) }
    let object = try compileChecks(against: module)
    if let messages = messages(in: object) { return .rejected(messages) }
    return .program(try link(module, object))
  }

  private var support: SupportLibraries { exam.support }

  private func compileAnswer(
    _ answer: AnswerFile,
    compiling: () -> Void
  ) throws(KitFailure) -> String {
    let name = "Week\(exam.exercise.week)"
    let arguments =
      Self.flags + (keepsAssertions ? [] : ["-assert-config", "Release"])
      + ["-parse-as-library", "-no-emit-module-separately-wmo", "-module-name", name]
      + ["-emit-module", "-emit-module-path", Place.output.file("\(name).swiftmodule")]
      + ["-enable-library-evolution", "-no-verify-emitted-module-interface"]
      + ["-emit-module-interface-path", Place.output.file("\(name).swiftinterface")]
      + ["-c", Place.answer.rawValue, "-o", Place.output.file("answer.o")]
      + ["-I", Place.support.rawValue]
    let digest = Digest.of(
      [support.digest, answer.name, answer.text, exam.checksDigest] + arguments
    )
    return try cache.entry(digest) { (place) throws(KitFailure) in
      do throws(Rejection) {
        try answer.refuseNames(of: exam.checks, allowing: exam.ownNames)
      } catch {
        return try keep(error.messages, in: place)
      }
      compiling()
      let built = try run(arguments, [.answer: answer.path, .output: place])
      // Saved while it was compiled: what was built is not what the digest says.
      guard FileManager.default.contents(atPath: answer.path) == answer.data else {
        throw KitFailure(
          "\(answer.name) was changed while it was compiled",
          mend: "Check it again."
        )
      }
      if !built.succeeded { try keep(folder.shortened(built.messages), in: place) }
    }
  }

  private func compileChecks(against module: String) throws(KitFailure) -> String {
    let name = "Week\(exam.exercise.week)"
    let main = Self.mainFile(for: exam.checks, of: exam.exercise)
    let arguments =
      Self.flags + ["-module-name", "\(name)Checks"]
      + ["-c", Place.checks.rawValue, Place.output.file("main.swift")]
      + ["-o", Place.output.file("checks.o")]
      + ["-I", Place.module.rawValue, "-I", Place.support.rawValue]
    // The same text whenever the answer offers the same, whatever it is made of.
    let interface =
      FileManager.default.contents(atPath: "\(module)/\(name).swiftinterface") ?? Data()
    let digest = Digest.of(
      [support.digest, exam.checksDigest, main, Digest.of(interface)] + arguments
    )
    return try cache.entry(digest) { (place) throws(KitFailure) in
      try writing(to: place) {
        try main.write(toFile: "\(place)/main.swift", atomically: false, encoding: .utf8)
      }
      let path = folder.path(exam.exercise.checksPath)
      let built = try run(arguments, [.checks: path, .module: module, .output: place])
      if !built.succeeded { try keep(Self.misfit(folder.shortened(built.messages)), in: place) }
    }
  }

  private func link(_ module: String, _ object: String) throws(KitFailure) -> String {
    let arguments =
      Platform.linkerFlags(beside: toolchain.compiler)
      + [
        Place.module.file("answer.o"), Place.object.file("checks.o"), "-o",
        Place.output.file("program"),
      ]
      + SupportLibraries.linkerFlags(Place.support.rawValue, support.modules)
    let entry = try cache.entry(Digest.of([module, object] + arguments)) {
      (place) throws(KitFailure) in
      let built = try run(arguments, [.module: module, .object: object, .output: place])
      guard built.succeeded else {
        throw KitFailure(
          "The answer could not be linked:\n\(built.messages)",
          mend: "Empty the cache with course doctor --clear and check again."
        )
      }
    }
    return "\(entry)/program"
  }

  private func run(
    _ arguments: [String],
    _ places: [Place: String]
  ) throws(KitFailure) -> Compilation {
    let jobs = try CompilerJobs.planned(arguments, toolchain: toolchain, cache: cache)
    return try jobs.run(
      places.merging([.support: support.path]) { $1 },
      toolchain: toolchain,
      into: places[.output] ?? cache.path
    )
  }

  /// A rejection is as good a product as a program: the same file is refused without compiling it.
  private func keep(_ messages: String, in place: String) throws(KitFailure) {
    try writing(to: place) {
      try messages.write(toFile: "\(place)/messages", atomically: false, encoding: .utf8)
    }
  }

  private func messages(in entry: String) -> String? {
    try? String(contentsOfFile: "\(entry)/messages", encoding: .utf8)
  }

  /// One package, so that a `switch` of the checks over an answer's cases needs no default.
  private static let flags = [
    "-Onone", "-wmo", "-swift-version", "6", "-suppress-warnings", "-diagnostic-style", "swift",
    "-package-name", "course",
  ]

  /// What the compiler says of the checks, which the learner never touched, is told once for each
  /// thing that is missing.
  private static func misfit(_ messages: String) -> String {
    var said: Set<Substring> = []
    var isNew = true
    let lines = messages.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if let match = line.firstMatch(of: /^\S.*?:\d+:\d+: (.*)$/) {
        isNew = said.insert(match.1).inserted
      }
      return isNew
    }
    return """
      Your file compiles, but its checks do not fit it any more: a public name or signature \
      is not what it was in the stub.

      \(lines.joined(separator: "\n"))
      """
  }

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
