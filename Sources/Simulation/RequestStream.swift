import Lab

/// Requests one after another, from a trace or from a workload.
public struct RequestStream {
  // Exactly one of the two is set. As cases of an enum they would be copied at each change.
  private var reader: TraceReader?
  private var workload: Workload.Requests.Iterator?
  private static let batchSize = 1 << 16

  public private(set) var position: Position

  /// How far a stream has come.
  public struct Position: Sendable {
    public fileprivate(set) var requests = 0
    /// In requests or bytes, as `total` is.
    ///
    /// The total is nil where it is not known.
    public fileprivate(set) var done = 0
    public let total: Int?
  }

  public init(_ reader: TraceReader) {
    self.reader = reader
    position = Position(total: reader.size)
  }

  public init(_ workload: Workload, count: Int, seed: UInt64) {
    self.workload = workload.requests(count: count, seed: seed).makeIterator()
    position = Position(total: count)
  }

  /// The next requests, or nil at the end.
  public mutating func next() throws(TraceError) -> TraceBatch? {
    var batch = batch(upTo: 0)
    return try read(into: &batch) ? batch : nil
  }

  /// All requests up to the end, or at least `limit` of them.
  public mutating func record(
    upTo limit: Int,
    reporting: (Position) -> Void = { _ in }
  ) throws(TraceError) -> (batch: TraceBatch, isWhole: Bool) {
    var all = batch(upTo: limit)
    while all.count < limit {
      guard try read(into: &all) else { return (all, true) }
      reporting(position)
    }
    return (all, false)
  }

  private func batch(upTo limit: Int) -> TraceBatch {
    reader?.batch(upTo: limit) ?? TraceBatch(keepsSizes: false)
  }

  private mutating func read(into batch: inout TraceBatch) throws(TraceError) -> Bool {
    let before = batch.count
    if try reader?.read(into: &batch) == nil {
      while batch.count < before + Self.batchSize, let key = workload?.next() { batch.append(key) }
    }
    position.requests += batch.count - before
    position.done = reader?.bytesRead ?? position.requests
    return batch.count > before
  }
}
