import Lab
import Synchronization

/// Loads values that say which load they are from, and records when each load began.
///
///     let loader = RecordingLoader(schedule.clock)
///     try await loader.load("tea")  // "tea 1", after 1 s
///     try await loader.load("tea")  // "tea 2"
///     loader.expectLoads(of: "tea", at: [0, 1])
public final class RecordingLoader: Sendable {
  /// What a load throws that was told to fail.
  public struct Unavailable: Error {}

  private struct State {
    var began: [String: [Duration]] = [:]
    var loadTime = Duration.seconds(1)
    var ownLoadTimes: [String: Duration] = [:]
    var isDown = false
    var failing: Set<String> = []
  }

  public let clock: ManualClock
  private let state = Mutex(State())

  public init(_ clock: ManualClock) {
    self.clock = clock
  }

  /// How long loads take that begin from now on.
  public var loadTime: Duration {
    get { state.withLock { $0.loadTime } }
    set { state.withLock { $0.loadTime = newValue } }
  }

  /// Sets another load time for one key.
  public func setLoadTime(_ loadTime: Duration, for key: String) {
    state.withLock { $0.ownLoadTimes[key] = loadTime }
  }

  /// Whether loads fail that begin from now on.
  public var isDown: Bool {
    get { state.withLock { $0.isDown } }
    set { state.withLock { $0.isDown = newValue } }
  }

  /// Makes the next load of `key` fail.
  public func failNextLoad(of key: String) {
    state.withLock { _ = $0.failing.insert(key) }
  }

  /// How many loads of `key` have begun.
  public func loadCount(of key: String) -> Int {
    state.withLock { $0.began[key, default: []].count }
  }

  /// Expects that loads of `key` began at these seconds, and at no others.
  public func expectLoads(
    of key: String,
    at seconds: [Double],
    _ situation: String = "",
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let began = state.withLock { $0.began[key, default: []] }
    let what = "for the moments when loads of \"\(key)\" began"
    expect(
      Moments(offsets: began),
      is: Moments(offsets: seconds.map { .seconds($0) }),
      situation.isEmpty ? what : "\(what), \(situation)",
      file: file,
      line: line
    )
  }

  /// Takes its time, and fails if it was told to when it began.
  @Sendable
  public func load(_ key: String) async throws -> String {
    let (number, loadTime, fails) = state.withLock { state in
      state.began[key, default: []].append(clock.now.offset)
      let fails = state.failing.remove(key) != nil || state.isDown
      let loadTime = state.ownLoadTimes[key] ?? state.loadTime
      return (state.began[key, default: []].count, loadTime, fails)
    }
    try await clock.sleep(for: loadTime)
    if fails { throw Unavailable() }
    return "\(key) \(number)"
  }
}

/// Moments as a learner reads them: "0 s, 61 s".
private struct Moments: Equatable, CustomDebugStringConvertible {
  let offsets: [Duration]

  var debugDescription: String {
    offsets.isEmpty ? "none" : offsets.map(\.readable).joined(separator: ", ")
  }
}
