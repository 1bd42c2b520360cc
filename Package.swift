// swift-tools-version: 6.2
import PackageDescription

/// Whose answers the checks judge: the reference solutions, or with `COURSE_SUBJECT=Exercises` yours.
let subject = Context.environment["COURSE_SUBJECT"] ?? "Solutions"

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
]

/// Answers in progress may have warnings; ours may not.
///
/// Release builds let other modules compile the answers' generic types for their own keys, as they
/// are compiled where a program has them in its own module. Without it a hit of `LRUCache` takes 9
/// times as long as a dictionary's look-up, with it 1.4 times: `course bench --cache dictionary,lru`.
let answerSettings =
  (subject == "Solutions" ? strict : [.swiftLanguageMode(.v6)])
  + [.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))]

/// A module, and the modules of ours that it may import: each stands above it in the list.
struct Module {
  let name: String
  let uses: [String]

  /// Files in its folder that are read from where they lie.
  var excludes: [String] = []

  init(_ name: String, _ uses: [String] = [], excludes: [String] = []) {
    self.name = name
    self.uses = uses
    self.excludes = excludes
  }

  var dependencies: [Target.Dependency] { uses.map { .byName(name: $0) } }
}

/// The weeks, and what their answers may import.
let weeks = [
  Module("Week1", ["Lab"]),
  Module("Week2", ["Lab"]),
  Module("Week3", ["Lab", "Redis"]),
]

let modules = [
  Module("Lab"),
  Module("Drawing"),
  Module("Sockets"),
  Module("Redis", ["Lab", "Sockets"]),
  Module("Memcached", ["Lab", "Sockets"]),
  Module("CheckSupport", ["Lab"]),
  Module("RedisChecks", ["CheckSupport", "Lab", "Redis"]),
  Module("Simulation", ["Lab", "Week1"]),
  Module("Benchmarks", ["CAllocator", "Drawing", "Lab", "Redis", "Week1"]),
  Module("Curriculum"),
  Module(
    "Demos",
    ["Curriculum", "Drawing", "Lab", "Redis", "Simulation", "Week1", "Week2", "Week3"]
  ),
  Module("BuildKit", ["Lab"]),
  Module("Grader", ["BuildKit", "Curriculum"]),
  Module("Console", ["Drawing"]),
  Module("Commands", ["BuildKit", "Console", "Curriculum", "Drawing", "Grader"]),
  Module("Lessons", ["BuildKit", "Curriculum", "Grader"]),
  Module(
    "Loop",
    ["BuildKit", "Commands", "Console", "Curriculum", "Drawing", "Grader", "Lessons"]
  ),
  Module("Audit", ["BuildKit", "Console", "Curriculum", "Demos", "Grader", "Lab", "Lessons"]),
]

let programs = [
  Module("course", ["BuildKit", "Commands", "Console", "Grader", "Loop"]),
  Module(
    "laboratory",
    [
      "Audit", "Benchmarks", "BuildKit", "Commands", "Console", "Curriculum", "Demos", "Drawing",
      "Grader", "Lab", "Loop", "Memcached", "Redis", "Simulation", "Sockets",
    ]
  ),
]

let tests = [
  Module("LabTests", ["Lab"]),
  Module("DrawingTests", ["Drawing", "Lab"]),
  Module("SocketsTests", ["Lab", "Sockets"]),
  Module("RedisTests", ["Lab", "Redis", "Sockets", "Week3"]),
  Module("MemcachedTests", ["Lab", "Memcached", "Sockets"]),
  Module("CheckSupportTests", ["CheckSupport", "Lab"]),
  Module("SimulationTests", ["Lab", "Simulation"]),
  Module("BenchmarksTests", ["Benchmarks", "Lab", "Week1"]),
  Module("CurriculumTests", ["Curriculum"]),
  Module(
    "DemoTests",
    ["Curriculum", "Demos", "Drawing", "Lab", "Simulation"],
    excludes: ["Transcripts"]
  ),
  Module("BuildKitTests", ["BuildKit"]),
  Module("GraderTests", ["BuildKit", "Curriculum", "Grader"]),
  Module("ConsoleTests", ["Console", "Drawing"]),
  Module("CommandsTests", ["Commands", "Console", "Curriculum", "Grader"]),
  Module("LessonsTests", ["BuildKit", "Curriculum", "Grader", "Lessons"]),
  Module("AuditTests", ["Audit", "BuildKit", "Console", "Curriculum", "Grader", "Lab", "Lessons"]),
  Module(
    "LoopTests",
    ["Commands", "Console", "Curriculum", "Drawing", "Grader", "Lessons", "Loop", "ProgramSupport"]
  ),
  Module("CourseTests", ["course"]),
  Module(
    "LaboratoryTests",
    [
      "laboratory", "Benchmarks", "Commands", "Console", "Curriculum", "Drawing", "Lab",
      "Memcached", "ProgramSupport",
    ]
  ),
]

/// A week is its answers, its checks and, so that an editor indexes the stubs, the stubs.
func week(_ week: Module) -> [Target] {
  let answers = Target.target(
    name: week.name,
    dependencies: week.dependencies,
    path: "\(subject)/\(week.name)",
    swiftSettings: answerSettings
  )
  let checks = Target.testTarget(
    name: "\(week.name)Tests",
    dependencies: week.dependencies + ["CheckSupport", "RedisChecks", .byName(name: week.name)],
    swiftSettings: strict
  )
  let stubs = Target.target(
    name: "\(week.name)Exercises",
    dependencies: week.dependencies,
    path: "Exercises/\(week.name)",
    swiftSettings: [.swiftLanguageMode(.v6)]
  )
  return subject == "Exercises" ? [answers, checks] : [answers, checks, stubs]
}

let package = Package(
  name: "CacheCourse",
  platforms: [.macOS(.v15)],
  products: programs.map { .executable(name: $0.name, targets: [$0.name]) },
  targets: [.systemLibrary(name: "CAllocator")]
    + modules.map {
      .target(name: $0.name, dependencies: $0.dependencies, swiftSettings: strict)
    }
    + [
      .target(
        name: "ProgramSupport",
        dependencies: ["Curriculum", "Grader"],
        path: "Tests/ProgramSupport",
        swiftSettings: strict
      )
    ]
    + programs.map {
      .executableTarget(name: $0.name, dependencies: $0.dependencies, swiftSettings: strict)
    }
    + tests.map {
      .testTarget(
        name: $0.name,
        dependencies: $0.dependencies,
        exclude: $0.excludes,
        swiftSettings: strict
      )
    }
    + weeks.flatMap(week)
)
