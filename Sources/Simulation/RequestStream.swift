import Lab

/// Requests one after the other, from a trace or from a workload.
public struct RequestStream {
  // One of the two is there. They are not the cases of an enum, which would copy them to change them.
  private var reader: TraceReader?
  private var workload: Workload.Requests.Iterator?
  private static let batchSize = 1 << 16

  public private(set) var progress: Progress

  /// How far a stream has come.
  public struct Progress: Sendable {
    public fileprivate(set) var requests = 0
    /// In requests or bytes, as `total`, which is nil where nobody knows it.
    public fileprivate(set) var done = 0
    public let total: Int?
  }

  public init(_ reader: TraceReader) {
    self.reader = reader
    progress = Progress(total: reader.size)
  }

  public init(_ workload: Workload, count: Int, seed: UInt64) {
    self.workload = workload.requests(count: count, seed: seed).makeIterator()
    progress = Progress(total: count)
  }

  /// The next requests, or nil at the end.
  public mutating func next() throws(TraceError) -> TraceBatch? {
    var batch = batch(upTo: 0)
    return try read(into: &batch) ? batch : nil
  }

  /// All requests up to the end, or as many as `limit`, or a few more when there are more to come.
  public mutating func record(
    upTo limit: Int,
    reporting: (Progress) -> Void = { _ in }
  ) throws(TraceError) -> (batch: TraceBatch, isWhole: Bool) {
    var all = batch(upTo: limit)
    while all.count < limit {
      guard try read(into: &all) else { return (all, true) }
      reporting(progress)
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
    progress.requests += batch.count - before
    progress.done = reader?.bytesRead ?? progress.requests
    return batch.count > before
  }
}
