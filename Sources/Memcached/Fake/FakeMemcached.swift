import Lab
import Synchronization

/// A memcached in memory: the same answers as a real one, on any clock, without a socket.
///
///     let clock = ManualClock()
///     let cache = FakeMemcached(clock: clock)
///     try await cache.set("greeting", "hello", expiry: .seconds(60))
///     clock.advance(by: .seconds(60))
///     try await cache.get("greeting")   // nil
///
/// It begins on 2026-01-01 unless it is told another moment, and its time is the clock's. Like
/// memcached it counts in whole seconds, removes expired items only when somebody asks for them or
/// their room is needed, and evicts the items that were not used for longest when memory is full.
/// A ``MemcachedServer`` puts it on a port.
public final class FakeMemcached<C: Clock>: MemcachedConnection where C.Duration == Duration {
  public let clock: C
  private let beginning: C.Instant
  private let firstSecond: Int
  let state: Mutex<State>

  struct State {
    var store: MemcachedStore
    var requestCount = 0
    var isDown = false
    var failuresLeft = 0
  }

  /// Makes an empty memcached.
  ///
  /// - Parameter unixTime: The moment that it begins at, in seconds since 1970. A server for clients
  ///   of the outside begins at the present, because they may name moments of their own.
  public init(
    limits: MemcachedLimits = MemcachedLimits(),
    clock: C,
    unixTime: Int = 1_767_225_600
  ) {
    self.clock = clock
    beginning = clock.now
    firstSecond = unixTime
    state = Mutex(State(store: MemcachedStore(now: unixTime, limits: limits)))
  }

  /// The moment that the clock shows, in whole seconds since 1970.
  public var unixTime: Int {
    firstSecond + Int(beginning.duration(to: clock.now).components.seconds)
  }

  public func send(_ request: MemcachedRequest) async throws -> MemcachedReply {
    try Task.checkCancellation()
    let now = unixTime
    return try state.withLock { state throws(MemcachedError) in
      state.requestCount += 1
      try state.checkAvailability()
      state.store.now = now
      return try state.store.answer(request)
    }
  }

  /// Lets `body` use the store, as a server does.
  func withStore<Result>(_ body: (inout MemcachedStore) -> Result) -> Result {
    let now = unixTime
    return state.withLock { state in
      state.store.now = now
      return body(&state.store)
    }
  }
}

extension FakeMemcached where C == ContinuousClock {
  /// Makes an empty memcached on which time passes as it does.
  public convenience init(limits: MemcachedLimits = MemcachedLimits()) {
    self.init(limits: limits, clock: ContinuousClock())
  }
}
