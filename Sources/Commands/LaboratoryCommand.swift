import Console

/// The commands of the second program, `laboratory`, which `course` builds when one is first asked for.
///
/// Their names and summaries are said here, so that `course` knows them without compiling what they
/// do.
public enum LaboratoryCommand: String, CaseIterable, Sendable {
  case demo, redis, memcached, simulate, bench, audit, mistake

  public var summary: String {
    switch self {
    case .demo: "run a demo, or list them"
    case .redis: "serve the course's Redis to redis-cli and other clients"
    case .memcached: "serve the course's memcached to real clients"
    case .simulate: "replay a trace through eviction policies"
    case .bench: "time the reference caches beside what Foundation offers"
    case .audit: "check the course itself, as its authors do"
    case .mistake: "show, try and record the mistakes that checks must catch"
    }
  }
}

extension Usage {
  /// What a command of the laboratory accepts.
  public init(
    _ command: LaboratoryCommand,
    positional: Positional? = nil,
    options: [any OptionDeclaration] = [],
    notes: [String] = []
  ) {
    self.init(
      command.rawValue,
      command.summary,
      positional: positional,
      options: options,
      notes: notes
    )
  }
}
