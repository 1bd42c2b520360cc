import Foundation

/// Runs one program to its end within limits, and reads all that it says meanwhile.
///
/// The pipes are drained while the child runs, so that no amount of output can block it, and only
/// what the limits allow is kept.
struct ChildProcess {
  var program: String
  var arguments: [String] = []
  var environment: [String: String] = [:]
  var input = Data()
  var seconds: Double = .infinity
  var memory = Int.max
  var outputLimit = Int.max

  /// Whether what the program started may be left alone when it has ended of its own accord.
  var isTrusted = false

  /// In the environment of all that the program starts, so that it can be found at the end.
  private static let marker = "COURSE_RUN"
  private let id = UUID().uuidString

  /// What came of it.
  struct Result: Sendable {
    var ending: ProcessEnding
    var stop: Stop?
    var output = Data()
    var outputWasCut = false
    var seconds: Double
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// Why the process was ended from outside.
  enum Stop: Sendable, Equatable {
    case time
    case memory
    /// The caller asked for it.
    case asked
  }

  /// - Parameters:
  ///   - received: Gets every piece that arrives on descriptor 3.
  ///   - shouldStop: Asked about fifty times a second.
  func run(
    received: (Data) -> Void = { _ in },
    shouldStop: () -> Bool = { false }
  ) throws(KitFailure) -> Result {
    let start = Platform.now()
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
      throw KitFailure("Could not start \(program): \(error)", mend: "See course doctor.")
    }
    let end = { @Sendable [id] in Platform.kill(family: pid, marker: "\(Self.marker)=\(id)") }
    RunningChildren.add(pid, end: end)
    defer { RunningChildren.remove(pid) }

    var streams = Streams(output: output.read, results: results.read, limit: outputLimit)
    var ending: ProcessEnding?
    var stop: Stop?
    while ending == nil {
      streams.drain(waitingMilliseconds: 20, received: received)
      ending = Platform.ending(of: pid, wait: false)
      if ending == nil, stop == nil {
        if shouldStop() {
          stop = .asked
        } else if Platform.now() - start > seconds {
          stop = .time
        } else if memory < .max, Platform.residentMemory(of: pid) > memory {
          stop = .memory
        }
        if stop != nil { end() }
      }
    }
    // Whatever it started must not outlive it, nor keep the pipes open.
    if !isTrusted { end() }
    streams.drainRest(received: received)
    return Result(
      ending: ending ?? .exited(255),
      stop: stop,
      output: streams.kept,
      outputWasCut: streams.wasCut,
      seconds: Platform.now() - start
    )
  }

  private static func pipe() throws(KitFailure) -> (read: Int32, write: Int32) {
    switch Platform.pipe() {
    case .success(let ends): return ends
    case .failure(let error):
      throw KitFailure("Could not open a pipe: \(error)", mend: "Close other programs, then retry.")
    }
  }
}
