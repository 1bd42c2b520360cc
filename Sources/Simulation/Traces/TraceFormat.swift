/// The format of a trace file.
public enum TraceFormat: Hashable, Sendable {
  /// One key a line.
  case text
  /// Comma-separated fields; one holds the key, another may hold its size.
  case csv(key: Column, size: Column?)
  /// libCacheSim's records of 24 bytes: time, key, size and the number of the next request.
  case oracleGeneral
  /// What `redis-cli monitor` prints; commands that read are requests.
  case monitor

  /// A field of each line.
  public enum Column: Hashable, Sendable {
    /// From 1 on.
    case number(Int)
    /// The name in the first line, which is then a header.
    case name(String)

    public init?(_ text: String) {
      if let number = Int(text) {
        guard number > 0 else { return nil }
        self = .number(number)
      } else {
        guard !text.isEmpty else { return nil }
        self = .name(text)
      }
    }
  }

  /// Whether requests come with sizes.
  public var hasSizes: Bool {
    switch self {
    case .text, .monitor, .csv(_, size: nil): false
    case .oracleGeneral, .csv: true
    }
  }
}
