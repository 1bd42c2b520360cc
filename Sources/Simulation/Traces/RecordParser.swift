/// libCacheSim's `oracleGeneral`: 4 bytes of time, 8 of key, 4 of size and 8 for the next request's
/// number, which is not used, the lowest byte first.
struct RecordParser: TraceParser {
  static let recordSize = 24
  private var rest: [UInt8] = []
  private var number = 0

  mutating func read(_ bytes: [UInt8], into batch: inout TraceBatch) throws(TraceError) {
    let bytes = rest.isEmpty ? bytes : rest + bytes
    let whole = bytes.count / Self.recordSize
    batch.reserve(whole)
    bytes.withUnsafeBytes { buffer in
      for record in 0..<whole {
        let start = record * Self.recordSize
        let key = buffer.loadUnaligned(fromByteOffset: start + 4, as: Int64.self)
        let size = buffer.loadUnaligned(fromByteOffset: start + 12, as: UInt32.self)
        batch.append(Int(Int64(littleEndian: key)), size: Int(UInt32(littleEndian: size)))
      }
    }
    number += whole
    rest = Array(bytes[(whole * Self.recordSize)...])
  }

  mutating func finish(into batch: inout TraceBatch) throws(TraceError) {
    guard rest.isEmpty else {
      throw TraceError(
        """
        The trace ends \(rest.count) bytes into record \(number + 1), and a record of oracleGeneral \
        has \(Self.recordSize)
        """
      )
    }
  }
}
