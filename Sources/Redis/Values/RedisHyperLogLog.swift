/// Counts how many different things it was shown, to within about 1 %, in at most 12 KB.
///
/// Every element is hashed. Fourteen bits of the hash choose one of 16384 registers, which keeps the
/// longest run of zeros that the other bits began with, plus one: long runs are rare, so they tell how
/// many hashes there were. (Flajolet et al., "HyperLogLog", 2007; the estimate is Otmar Ertl's, 2017.)
///
/// A key holds it as a string, bit for bit as Redis lays it out: a header of 16 bytes, then the
/// registers, six bits each (dense) or as runs (sparse, see ``SparseRegisters``).
struct RedisHyperLogLog {
  static let registerCount = 1 << 14
  static let headerSize = 16
  static let denseSize = headerSize + registerCount * 6 / 8

  private(set) var bytes: [UInt8]

  /// One that has seen nothing.
  init() {
    bytes = Array("HYLL".utf8) + [Encoding.sparse.rawValue] + Array(repeating: 0, count: 11)
    SparseRegisters.appendZeros(Self.registerCount, to: &bytes)
  }

  /// What a string holds, or nil if that is none.
  init?(_ string: RedisBytes) {
    bytes = string.bytes
    guard bytes.count >= Self.headerSize, bytes.starts(with: "HYLL".utf8),
      let encoding = Encoding(rawValue: bytes[4]),
      encoding == .sparse || bytes.count == Self.denseSize
    else { return nil }
  }

  enum Encoding: UInt8 {
    case dense = 0
    case sparse = 1
  }

  var encoding: Encoding { Encoding(rawValue: bytes[4]) ?? .dense }

  /// The estimate that was kept since the last change, or nil.
  var cachedCount: UInt64? {
    get {
      if bytes[15] & 0x80 != 0 { return nil }
      return bytes[8..<16].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    set {
      guard let newValue else {
        bytes[15] |= 0x80
        return
      }
      for index in 0..<8 { bytes[8 + index] = UInt8(truncatingIfNeeded: newValue >> (8 * index)) }
    }
  }

  /// The register that an element belongs to, and what it puts there at least.
  static func place(of element: RedisBytes) -> (register: Int, value: UInt8) {
    let hash = element.withUnsafeBytes { murmurHash64A($0, seed: 0xADC8_3B19) }
    let rest = hash >> 14 | 1 << 50
    return (Int(hash & 0x3FFF), UInt8(rest.trailingZeroBitCount + 1))
  }

  /// Takes note of an element and says whether that changed anything.
  ///
  /// - Parameter sparseLimit: How many bytes a sparse one may have before it becomes dense.
  mutating func add(
    _ element: RedisBytes,
    sparseLimit: Int
  ) throws(CorruptHyperLogLog) -> Bool {
    let (register, value) = Self.place(of: element)
    return try raise(register, to: value, sparseLimit: sparseLimit)
  }

  /// Gives a register at least this value and says whether it had less.
  mutating func raise(
    _ register: Int,
    to value: UInt8,
    sparseLimit: Int
  ) throws(CorruptHyperLogLog) -> Bool {
    switch encoding {
    case .dense: return DenseRegisters.raise(register, to: value, in: &bytes)
    case .sparse:
      switch try SparseRegisters.raise(register, to: value, in: &bytes, limit: sparseLimit) {
      case .unchanged: return false
      case .changed:
        cachedCount = nil
        return true
      case .doesNotFit:
        try makeDense()
        return DenseRegisters.raise(register, to: value, in: &bytes)
      }
    }
  }

  mutating func makeDense() throws(CorruptHyperLogLog) {
    guard encoding == .sparse else { return }
    let registers = try registers()
    var dense = Array(bytes[..<Self.headerSize])
    dense[4] = Encoding.dense.rawValue
    dense += Array(repeating: 0, count: Self.denseSize - Self.headerSize)
    for (index, value) in registers.enumerated() where value > 0 {
      _ = DenseRegisters.raise(index, to: value, in: &dense)
    }
    bytes = dense
  }

  /// The value of every register.
  func registers() throws(CorruptHyperLogLog) -> [UInt8] {
    switch encoding {
    case .dense: DenseRegisters.all(in: bytes)
    case .sparse: try SparseRegisters.all(in: bytes)
    }
  }
}

/// The runs of a sparse HyperLogLog do not add up to its registers.
struct CorruptHyperLogLog: Error {}
