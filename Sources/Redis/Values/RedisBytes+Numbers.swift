extension RedisBytes {
  /// A whole number in decimal.
  public init(_ integer: Int) {
    self = withDecimalDigits(of: integer) { RedisBytes(copying: $0) }
  }

  /// A number in the form that Redis prints in replies: `3`, `3.1000000000000001`, `1e+20`, `inf`.
  public init(_ number: Double) {
    self.init(number.redisText)
  }

  /// The whole number that the bytes spell, or nil.
  ///
  /// As strict as Redis: no space, no `+`, no leading zero, no `-0`, and it fits 64 bits.
  public var integer: Int? {
    withUnsafeBytes { parseInteger($0) }
  }
}
