import Lab

/// Requests one after the other, from a trace or from a workload.
public struct RequestStream {
  private enum Origin {
    case trace(TraceReader)
    case workload(Workload.Requests.Iterator)
  }

  private var origin: Origin
  private static let batchSize = 1 << 16

  public init(_ reader: TraceReader) {
    origin = .trace(reader)
  }

  public init(_ workload: Workload, count: Int, seed: UInt64) {
    origin = .workload(workload.requests(count: count, seed: seed).makeIterator())
  }

  /// 0 where nobody knows.
  private var expectedCount: Int {
    switch origin {
    case .trace(let reader): reader.expectedCount
    case .workload: 0
    }
  }

  /// The next requests, or nil at the end.
  public mutating func next() throws(TraceError) -> TraceBatch? {
    switch origin {
    case .trace(var reader):
      defer { origin = .trace(reader) }
      return try reader.next()
    case .workload(var iterator):
      defer { origin = .workload(iterator) }
      var batch = TraceBatch()
      while batch.count < Self.batchSize, let key = iterator.next() { batch.append(key) }
      return batch.isEmpty ? nil : batch
    }
  }

  /// All requests up to the end, or as many as `limit`, or a few more when there are more to come.
  public mutating func record(
    upTo limit: Int,
    progress: (Int) -> Void = { _ in }
  ) throws(TraceError) -> (batch: TraceBatch, isWhole: Bool) {
    var all = TraceBatch()
    all.reserve(min(expectedCount, limit))
    while all.count < limit {
      guard let batch = try next() else { return (all, true) }
      all.append(contentsOf: batch)
      progress(all.count)
    }
    return (all, false)
  }
}
