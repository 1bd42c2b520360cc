/// One operation on one subject, timed once.
public struct Trial: Sendable {
  public let nanosecondsPerOperation: Double
  /// See `BenchmarkInput.checksum(after:_:on:)`.
  public let checksum: Int
  /// Of the timed reads, where the operation reads.
  public let hits: Int

  init(_ time: Duration, requests: Int, checksum: Int, hits: Int) {
    nanosecondsPerOperation = time / .nanoseconds(1) / Double(requests)
    self.checksum = checksum
    self.hits = hits
  }
}

extension BenchmarkInput {
  /// Times one thread with a subject of its own.
  func time<S: Subject<Key>>(_: S.Type, _ operation: BenchmarkSetting.Operation) -> Trial {
    var subject = S(capacity: residents.count)
    let lane = lanes[0]
    fill(&subject)
    _ = lane.run(operation, lane.before, on: &subject)
    let clock = ContinuousClock()
    let start = clock.now
    let seen = lane.run(operation, lane.timed, on: &subject)
    let time = clock.now - start
    return Trial(
      time,
      requests: lane.timed.count,
      checksum: checksum(after: operation, [seen], on: &subject),
      hits: seen.hits
    )
  }
}

extension BenchmarkInput where Key: Sendable {
  /// Times a thread for each lane on one subject, from the first start to the last end.
  func time<S: SharedSubject<Key>>(
    shared _: S.Type,
    _ operation: BenchmarkSetting.Operation
  ) -> Trial {
    guard lanes.count > 1 else { return time(Handle<S>.self, operation) }
    let subject = S(capacity: residents.count)
    var handle = Handle(subject)
    fill(&handle)
    let clock = ContinuousClock()
    let runs = runInThreads(lanes.count) { index, barrier in
      let lane = lanes[index]
      var handle = Handle(subject)
      _ = lane.run(operation, lane.before, on: &handle)
      barrier.wait()
      let start = clock.now
      let seen = lane.run(operation, lane.timed, on: &handle)
      return (seen: seen, start: start, end: clock.now)
    }
    let start = runs.map(\.start).min() ?? clock.now
    let end = runs.map(\.end).max() ?? start
    return Trial(
      end - start,
      requests: lanes.reduce(0) { $0 + $1.timed.count },
      checksum: checksum(after: operation, runs.map(\.seen), on: &handle),
      hits: runs.reduce(0) { $0 + $1.seen.hits }
    )
  }
}
