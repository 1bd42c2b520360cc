extension RedisEngine {
  /// Shows a command to those who have sent `MONITOR`.
  func showMonitors(_ context: CommandContext) {
    let flags = context.command.flags
    if flags.contains(.skipMonitor) || flags.contains(.admin) { return }
    let fraction = String(now % 1000 + 1000).dropFirst()
    var line = "\(now / 1000).\(fraction)000 [\(context.database.index) \(context.client.address)]"
    for argument in context.arguments { line += " \(argument.quoted)" }
    for monitor in monitors { monitor.deliver(.simple(line)) }
  }
}

extension RedisBytes {
  /// The bytes in quotes, with escapes for what cannot be printed.
  var quoted: String {
    var text = "\""
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += "\\\(Character(UnicodeScalar(byte)))"
      case 10: text += "\\n"
      case 13: text += "\\r"
      case 9: text += "\\t"
      case 7: text += "\\a"
      case 8: text += "\\b"
      case 32...126: text += String(UnicodeScalar(byte))
      default: text += "\\x" + Self.hex[Int(byte >> 4)] + Self.hex[Int(byte & 15)]
      }
    }
    return text + "\""
  }

  private static let hex = "0123456789abcdef".map { String($0) }
}
