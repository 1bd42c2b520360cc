/// What a person, or whatever feeds standard input, does next.
public enum Key: Sendable, Equatable {
  case letter(Character)
  /// The input ended, or the terminal went away.
  case end
}

/// Single keys from standard input.
public enum Keyboard {
  /// The next key, or nil when none was struck within `milliseconds`.
  ///
  /// Arrow keys and the like, which arrive as several bytes, count as no key.
  public static func next(within milliseconds: Int) -> Key? {
    guard System.hasInput(System.standardInput, within: Int32(milliseconds)) else { return nil }
    return key(of: System.read(System.standardInput))
  }

  static func key(of bytes: [UInt8]) -> Key? {
    if bytes.isEmpty || bytes == [endOfTransmission] { return .end }
    if bytes.first == escape { return nil }
    return String(decoding: bytes, as: UTF8.self).first.map(Key.letter)
  }

  private static let escape: UInt8 = 0x1B
  private static let endOfTransmission: UInt8 = 0x04
}
