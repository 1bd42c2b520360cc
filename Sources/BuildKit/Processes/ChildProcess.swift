import Foundation

/// Runs one program to its end within limits, and reads all that it says meanwhile.
///
/// The pipes are drained while the child runs, so that no amount of output can block it, and only
/// what the limits allow is kept.
public struct ChildProcess {
  let program: String
  let arguments: [String]
  let environment: [String: String]
  let input: Data
  let seconds: Double
  let memory: Int
  let outputLimit: Int
  let isTrusted: Bool

  /// - Parameters:
  ///   - memory: How many bytes may be resident.
  ///   - outputLimit: How many bytes of its output are kept; the rest is read and thrown away.
  ///   - isTrusted: Whether what the program started may be left alone when it has ended of its own
  ///     accord.
  public init(
    program: String,
    arguments: [String] = [],
    environment: [String: String] = ProcessInfo.processInfo.environment,
    input: Data = Data(),
    seconds: Double = .infinity,
    memory: Int = .max,
    outputLimit: Int = .max,
    isTrusted: Bool = false
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.input = input
    self.seconds = seconds
    self.memory = memory
    self.outputLimit = outputLimit
    self.isTrusted = isTrusted
  }

  /// In the environment of all that the program starts, so that it can be found at the end.
  private static let marker = "COURSE_RUN"
  private let id = UUID().uuidString

  /// What came of it.
  public struct Result: Sendable {
    public let ending: ProcessEnding
    public let stop: Stop?
    public let output: Data
    public let outputWasCut: Bool
    public let seconds: Double
    public var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// Why the process was ended from outside.
  public enum Stop: Sendable, Equatable {
    case time
    case memory
    /// The caller asked for it.
    case asked
  }

  /// - Parameters:
  ///   - printed: Gets every piece of its output as it comes.
  ///   - received: Gets every piece that arrives on descriptor 3.
  ///   - shouldStop: Asked about fifty times a second.
  public func run(
    printed: (Data) -> Void = { _ in },
    received: (Data) -> Void = { _ in },
    shouldStop: () -> Bool = { false }
  ) throws(KitFailure) -> Result {
    let watch = Stopwatch()
    let output = try Self.pipe()
    let results = try Self.pipe()
    let stdin = try InputFile(input)
    let spawned = Platform.spawn(
      program,
      arguments: arguments,
      environment: environment.merging([Self.marker: id]) { $1 },
      descriptors: [stdin.descriptor, output.write, output.write, results.write]
    )
    close(output.write)
    close(results.write)
    defer {
      close(output.read)
      close(results.read)
      withExtendedLifetime(stdin) {}
    }
    guard case .success(let pid) = spawned else {
      guard case .failure(let error) = spawned else { preconditionFailure() }
      throw KitFailure("Could not start \(program): \(error)", fix: "See course doctor.")
    }
    let end = { @Sendable [id] in Platform.kill(family: pid, marker: "\(Self.marker)=\(id)") }
    RunningChildren.add(pid, end: end)
    defer { RunningChildren.remove(pid) }

    var streams = Streams(output: output.read, results: results.read, limit: outputLimit)
    var ending: ProcessEnding?
    var stop: Stop?
    while ending == nil {
      streams.drain(waitingMilliseconds: 20, printed: printed, received: received)
      ending = Platform.ending(of: pid, wait: false)
      if ending == nil, stop == nil {
        if shouldStop() {
          stop = .asked
        } else if watch.seconds > seconds {
          stop = .time
        } else if memory < .max, Platform.residentMemory(of: pid) > memory {
          stop = .memory
        }
        if stop != nil { end() }
      }
    }
    // Whatever it started must not outlive it, nor keep the pipes open.
    if !isTrusted { end() }
    streams.drainRest(printed: printed, received: received)
    return Result(
      ending: ending ?? .exited(255),
      stop: stop,
      output: streams.kept,
      outputWasCut: streams.wasCut,
      seconds: watch.seconds
    )
  }

  private static func pipe() throws(KitFailure) -> (read: Int32, write: Int32) {
    switch Platform.pipe() {
    case .success(let ends): return ends
    case .failure(let error):
      throw KitFailure("Could not open a pipe: \(error)", fix: "Close other programs, then retry.")
    }
  }
}
