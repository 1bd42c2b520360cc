/// libCacheSim's `oracleGeneral`, little-endian: 4 bytes of time, 8 of key, 4 of size, and 8 for
/// the number of the next request, which is not used.
struct RecordParser: TraceParser {
  static let recordSize = 24
  private var rest: [UInt8] = []
  private var number = 0

  mutating func read(
    _ bytes: ArraySlice<UInt8>,
    into batch: inout TraceBatch
  ) throws(TraceError) {
    let bytes = rest.isEmpty ? bytes : rest[...] + bytes
    let whole = bytes.count / Self.recordSize
    bytes.withUnsafeBytes { buffer in
      // Lazy: written straight to where they stay, after one look at the room that is left.
      let starts = (0..<whole).lazy.map { $0 * Self.recordSize }
      batch.keys += starts.map { start in
        Int(littleEndian: buffer.loadUnaligned(fromByteOffset: start + 4, as: Int.self))
      }
      batch.sizes? += starts.map { start in
        let size = buffer.loadUnaligned(fromByteOffset: start + 12, as: UInt32.self)
        return TraceBatch.validated(Int(UInt32(littleEndian: size)))
      }
    }
    number += whole
    rest = Array(bytes.dropFirst(whole * Self.recordSize))
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
