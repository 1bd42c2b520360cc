/// The words of a command line, parsed as its ``Usage`` declares.
///
///     let arguments = try usage.parse(["lru-cache", "--week", "2"])
///     arguments[week]  // 2
public struct Arguments: Sendable {
  /// The words that are not options, in order.
  public internal(set) var words: [String] = []
  var flags: Set<String> = []
  var values: [String: String] = [:]

  init() {}

  /// The first word that is not an option.
  public var word: String? { words.first }

  public subscript(flag: Flag) -> Bool { flags.contains(flag.name) }

  /// Whether the option called `name` was given, with a value or without.
  public func has(_ name: String) -> Bool { flags.contains(name) || values[name] != nil }

  /// The last value given, which the parser has accepted.
  public subscript<Value>(setting: Setting<Value>) -> Value? {
    values[setting.name].flatMap(setting.parse)
  }
}
