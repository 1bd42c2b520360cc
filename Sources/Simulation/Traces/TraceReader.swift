/// Reads a trace from start to end, a batch at a time.
///
///     var reader = TraceReader(try TraceSource(path: "web.csv"), .csv(key: .number(2), size: nil))
///     while let batch = try reader.next() { … }
public struct TraceReader {
  private let source: TraceSource
  private var buffer = TraceSource.buffer
  private var parser: any TraceParser
  private let keepsSizes: Bool
  private var isAtEnd = false

  /// How many bytes of the source were read.
  public private(set) var bytesRead = 0

  /// - Parameter keepsSizes: Whether the sizes of objects are wanted, if the format has any.
  public init(_ source: TraceSource, _ format: TraceFormat, keepsSizes: Bool = true) {
    self.source = source
    self.keepsSizes = keepsSizes && format.hasSizes
    parser =
      switch format {
      case .text: LineParser(TextLine())
      case .csv(let key, let size): LineParser(CSVLine(key: key, size: size))
      case .oracleGeneral: RecordParser()
      case .monitor: LineParser(MonitorLine())
      }
  }

  /// How many bytes there are in all, where that is known.
  var size: Int? { source.size }

  /// An empty batch for `read(into:)`, with room for all requests where the file's size tells how
  /// many there are, but for `limit` at most.
  func batch(upTo limit: Int) -> TraceBatch {
    var batch = TraceBatch(keepsSizes: keepsSizes)
    if parser is RecordParser {
      batch.reserve(min((size ?? 0) / RecordParser.recordSize, limit))
    }
    return batch
  }

  /// The next requests, or nil at the end.
  public mutating func next() throws(TraceError) -> TraceBatch? {
    var batch = batch(upTo: 0)
    return try read(into: &batch) ? batch : nil
  }

  /// Appends the next requests to `batch`; false at the end of the trace.
  mutating func read(into batch: inout TraceBatch) throws(TraceError) -> Bool {
    let before = batch.count
    while batch.count == before, !isAtEnd {
      let count = try source.next(into: &buffer)
      bytesRead += count
      isAtEnd = count == 0
      if isAtEnd {
        try parser.finish(into: &batch)
      } else {
        try parser.read(buffer[..<count], into: &batch)
      }
    }
    return batch.count > before
  }
}

/// Turns the bytes of one format into requests.
protocol TraceParser {
  mutating func read(
    _ bytes: ArraySlice<UInt8>,
    into batch: inout TraceBatch
  ) throws(TraceError)

  /// Called once after the last bytes.
  mutating func finish(into batch: inout TraceBatch) throws(TraceError)
}

/// A format with one request a line.
protocol LineFormat {
  /// - Parameter number: From 1 on.
  mutating func read(
    _ line: ArraySlice<UInt8>,
    number: Int,
    into batch: inout TraceBatch
  ) throws(TraceError)
}

/// Splits bytes into lines, wherever the pieces are cut.
struct LineParser<Format: LineFormat>: TraceParser {
  private var format: Format
  private var number = 0
  /// The beginning of a line that is not complete yet.
  private var rest: [UInt8] = []
  private static var longest: Int { 1 << 16 }

  init(_ format: Format) {
    self.format = format
  }

  mutating func read(
    _ bytes: ArraySlice<UInt8>,
    into batch: inout TraceBatch
  ) throws(TraceError) {
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: 0x0A) {
      if rest.isEmpty {
        try take(bytes[start..<end], into: &batch)
      } else {
        rest += bytes[start..<end]
        try take(rest[...], into: &batch)
        rest.removeAll(keepingCapacity: true)
      }
      start = end + 1
    }
    rest += bytes[start...]
    if rest.count > Self.longest { throw tooLong(number + 1) }
  }

  mutating func finish(into batch: inout TraceBatch) throws(TraceError) {
    if !rest.isEmpty { try take(rest[...], into: &batch) }
    rest = []
  }

  private mutating func take(
    _ line: ArraySlice<UInt8>,
    into batch: inout TraceBatch
  ) throws(TraceError) {
    number += 1
    if line.count > Self.longest { throw tooLong(number) }
    let hasReturn = line.last == 0x0D
    try format.read(hasReturn ? line.dropLast() : line, number: number, into: &batch)
  }

  private func tooLong(_ number: Int) -> TraceError {
    TraceError(line: number, "longer than \(Self.longest) bytes; is this a text file?")
  }
}
