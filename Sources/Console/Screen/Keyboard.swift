/// A key that was pressed, or the end of the input.
public enum KeyPress: Sendable, Equatable {
  case letter(Character)
  /// The input ended, or the terminal went away.
  case end
}

/// Single keys from standard input.
public enum Keyboard {
  /// The next key, or nil when none was pressed within `milliseconds`.
  ///
  /// Arrow keys and the like, which arrive as several bytes, count as no key.
  public static func next(within milliseconds: Int) -> KeyPress? {
    guard POSIX.hasInput(POSIX.standardInput, within: Int32(milliseconds)) else { return nil }
    return key(of: POSIX.read(POSIX.standardInput))
  }

  static func key(of bytes: [UInt8]) -> KeyPress? {
    if bytes.isEmpty || bytes == [endOfTransmission] { return .end }
    if bytes.first == escape { return nil }
    return String(decoding: bytes, as: UTF8.self).first.map(KeyPress.letter)
  }

  private static let escape: UInt8 = 0x1B
  private static let endOfTransmission: UInt8 = 0x04
}
