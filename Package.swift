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

/// The weeks, and what their exercises and checks may import.
let weeks: [(name: String, laboratory: [Target.Dependency])] = [
  ("Week1", ["Lab"]),
  ("Week2", ["Lab"]),
  ("Week3", ["Lab", "Redis"]),
]

let modules: [(name: String, uses: [Target.Dependency])] = [
  ("Lab", []),
  ("Sockets", ["Lab"]),
  ("Redis", ["Lab", "Sockets"]),
  ("Memcached", ["Lab", "Sockets"]),
  ("Simulation", ["Lab", "Week1"]),
  ("Benchmarks", ["CAllocator", "Lab", "Redis", "Week1"]),
  ("Curriculum", []),
  ("Demos", ["Lab", "Redis", "Simulation", "Curriculum"] + weeks.map { .byName(name: $0.name) }),
  ("Grader", ["Lab", "Curriculum"]),
  ("CheckSupport", ["Lab"]),
  ("RedisChecks", ["CheckSupport", "Lab", "Redis"]),
  ("Console", ["Lab"]),
  ("Lessons", ["Curriculum", "Grader"]),
  ("Audit", ["Console", "Curriculum", "Demos", "Grader", "Lab", "Lessons"]),
]

/// Folders of golden files, which are read from where they lie.
let golden = ["DemoTests": ["Transcripts"]]

let tests: [(name: String, uses: [Target.Dependency])] = [
  ("LabTests", ["Lab"]),
  ("SocketsTests", ["Lab", "Sockets"]),
  ("RedisTests", ["Lab", "Redis", "Sockets", "Week3"]),
  ("MemcachedTests", ["Lab", "Memcached", "Sockets"]),
  ("CheckSupportTests", ["CheckSupport", "Lab"]),
  ("CurriculumTests", ["Curriculum"]),
  ("AuditTests", ["Audit", "Console", "Curriculum", "Grader", "Lab", "Lessons"]),
  ("GraderTests", ["Grader", "Curriculum"]),
  ("SimulationTests", ["Lab", "Simulation"]),
  ("BenchmarksTests", ["Benchmarks", "Lab", "Week1"]),
  ("DemoTests", ["Demos", "Simulation", "Curriculum"]),
  ("ConsoleTests", ["Console", "Lab"]),
  ("LessonsTests", ["Curriculum", "Grader", "Lessons"]),
  (
    "CourseTests",
    ["course", "Benchmarks", "Console", "Curriculum", "Grader", "Lab", "Lessons", "Memcached"]
  ),
]

let package = Package(
  name: "CacheCourse",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "course", targets: ["course"])],
  targets: modules.map { .target(name: $0.name, dependencies: $0.uses, swiftSettings: strict) }
    + tests.map {
      .testTarget(
        name: $0.name,
        dependencies: $0.uses,
        exclude: golden[$0.name] ?? [],
        swiftSettings: strict
      )
    }
    + weeks.flatMap { week($0.name, $0.laboratory) }
    + [
      .systemLibrary(name: "CAllocator"),
      .executableTarget(
        name: "course",
        dependencies: [
          "Audit", "Benchmarks", "Console", "Curriculum", "Demos", "Grader", "Lab", "Lessons",
          "Memcached", "Redis", "Simulation", "Sockets",
        ],
        swiftSettings: strict
      ),
    ]
)

/// A week is its answers, its checks and, so that an editor indexes the stubs, the stubs.
func week(_ name: String, _ laboratory: [Target.Dependency]) -> [Target] {
  let answers = Target.target(
    name: name,
    dependencies: laboratory,
    path: "\(subject)/\(name)",
    swiftSettings: answerSettings
  )
  let checks = Target.testTarget(
    name: "\(name)Tests",
    dependencies: laboratory + ["CheckSupport", "RedisChecks", .byName(name: name)],
    swiftSettings: strict
  )
  let stubs = Target.target(
    name: "\(name)Exercises",
    dependencies: laboratory,
    path: "Exercises/\(name)",
    swiftSettings: [.swiftLanguageMode(.v6)]
  )
  return subject == "Exercises" ? [answers, checks] : [answers, checks, stubs]
}
