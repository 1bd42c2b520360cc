import BuildKit
import Curriculum
import Foundation

/// Compiles an answer, compiles its checks against it, and links both into one program.
///
/// The answer is a module of its own, and compiled as a library is whose users need not be compiled
/// again when it changes inside. So the compiled checks depend on what the answer declares publicly
/// and on nothing else: an edit of a body or of what is private compiles one small file and links.
struct AnswerBuilder: Sendable {
  private let folder: CourseFolder
  private let toolchain: Toolchain
  private let cache: BuildCache
  private let trust: BuildCache.Trust
  private let exam: Exam
  private let keepsAssertions: Bool

  /// - Parameter keepsAssertions: Whether the answer's `assert` is compiled in, as a learner's build
  ///   has it.
  init(checker: Checker, exam: Exam, keepsAssertions: Bool = true) {
    folder = checker.folder
    toolchain = checker.toolchain
    cache = checker.cache
    trust = checker.trust == .nothing ? .nothing : .stamps
    self.exam = exam
    self.keepsAssertions = keepsAssertions
  }

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
    switch try compileAnswer(answer, compiling: compiling) {
    case .rejected(let messages): return .rejected(messages)
    case .compiled(let module):
      switch try compileChecks(against: module) {
      case .rejected(let messages): return .rejected(messages)
      case .compiled(let object): return .program(try link(module, object))
      }
    }
  }

  private func compileAnswer(
    _ answer: AnswerFile,
    compiling: () -> Void
  ) throws(KitFailure) -> Part {
    let name = exam.module
    let arguments =
      Self.flags + (keepsAssertions ? [] : ["-assert-config", "Release"])
      + ["-parse-as-library", "-no-emit-module-separately-wmo", "-module-name", name]
      + ["-emit-module", "-emit-module-path", Place.output.file("\(name).swiftmodule")]
      + ["-enable-library-evolution", "-no-verify-emitted-module-interface"]
      + ["-emit-module-interface-path", Place.output.file("\(name).swiftinterface")]
      + ["-c", Place.answer.standIn, "-o", Place.output.file("answer.o")]
      + ["-I", Place.support.standIn]
    let digest = Digest.of(
      [exam.support.digest, answer.name, answer.text] + arguments
    )
    return try part(digest) { (place) throws(KitFailure) in
      compiling()
      let built = try run(arguments, [.answer: answer.path, .output: place])
      // Saved while it was compiled: what was built is not what the digest says.
      guard FileManager.default.contents(atPath: answer.path) == answer.data else {
        throw KitFailure(
          "\(answer.name) was changed while it was compiled",
          fix: "Check it again."
        )
      }
      return built
    }
  }

  private func compileChecks(against module: String) throws(KitFailure) -> Part {
    let name = exam.module
    let main = Self.mainFile(for: exam.checks, of: exam.exercise)
    let arguments =
      Self.flags + ["-module-name", "\(name)Checks"]
      + ["-c", Place.checks.standIn, Place.output.file("main.swift")]
      + ["-o", Place.output.file("checks.o")]
      + ["-I", Place.module.standIn, "-I", Place.support.standIn]
    // The same text whenever the answer offers the same, whatever it is made of.
    let interface =
      FileManager.default.contents(atPath: "\(module)/\(name).swiftinterface") ?? Data()
    let digest = Digest.of(
      [exam.support.digest, exam.checksDigest, main, Digest.of(interface)] + arguments
    )
    return try part(digest, said: Self.misfit) { (place) throws(KitFailure) in
      try writing(to: place) {
        try main.write(toFile: "\(place)/main.swift", atomically: false, encoding: .utf8)
      }
      let path = folder.path(exam.exercise.checksPath)
      return try run(arguments, [.checks: path, .module: module, .output: place])
    }
  }

  private func link(_ module: String, _ object: String) throws(KitFailure) -> String {
    let arguments =
      toolchain.linkerFlags
      + [
        Place.module.file("answer.o"), Place.object.file("checks.o"), "-o",
        Place.output.file("program"),
      ]
      + SupportLibraries.linkerFlags(Place.support.standIn, exam.support.modules)
    // The program finds its libraries by their path.
    let digest = Digest.of([module, object, exam.support.path] + arguments)
    let entry = try cache.entry(digest, trust: trust) {
      (place) throws(KitFailure) in
      let built = try run(arguments, [.module: module, .object: object, .output: place])
      guard built.succeeded else {
        throw KitFailure(
          "The answer could not be linked:\n\(built.messages)",
          fix: "Empty the cache with course doctor --clear and check again."
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
      places.merging([.support: exam.support.path]) { $1 },
      toolchain: toolchain,
      into: places[.output] ?? cache.path
    )
  }

  /// A compiled file's folder, or what the compiler had against the file.
  private enum Part {
    case compiled(String)
    case rejected(String)
  }

  /// Compiles something, or recalls what came of it.
  ///
  /// What the compiler says about the source is as good a product as an object: the same file is not
  /// compiled again. What it says for any other reason is not kept.
  private func part(
    _ digest: String,
    said wording: (String) -> String = { $0 },
    compile: (String) throws(KitFailure) -> Compilation
  ) throws(KitFailure) -> Part {
    var tooSlow: String?
    let entry: String
    do throws(KitFailure) {
      entry = try cache.entry(digest, trust: trust) { (place) throws(KitFailure) in
        let built = try compile(place)
        guard !built.succeeded else { return }
        let messages = folder.shortened(built.messages)
        if built.hasTimedOut { tooSlow = messages }
        guard built.blamesSource, !built.hasTimedOut else {
          throw KitFailure(
            "The compiler ended without a word about the source: \(messages)",
            fix: "Check it again. If it stays so, look at what course doctor says."
          )
        }
        try writing(to: place) {
          try wording(messages)
            .write(toFile: "\(place)/messages", atomically: false, encoding: .utf8)
        }
      }
    } catch {
      guard let tooSlow else { throw error }
      return .rejected(tooSlow)
    }
    let messages = try? String(contentsOfFile: "\(entry)/messages", encoding: .utf8)
    return messages.map { .rejected($0) } ?? .compiled(entry)
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

/// What differs between two builds that are otherwise the same.
extension CompilerJobs.Place {
  fileprivate static let answer = Self("COURSE-ANSWER.swift")
  fileprivate static let checks = Self("COURSE-CHECKS.swift")
  fileprivate static let module = Self("COURSE-MODULE")
  fileprivate static let object = Self("COURSE-OBJECT")
  fileprivate static let support = Self("COURSE-SUPPORT")
  fileprivate static let output = Self("COURSE-OUTPUT")
}
