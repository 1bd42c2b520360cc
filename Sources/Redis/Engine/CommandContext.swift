/// What a command works with: its arguments, its client, its database and the engine around them.
struct CommandContext {
  let engine: RedisEngine
  let client: EngineClient
  let database: RedisDatabase
  let command: Command
  /// The command's name, then its arguments.
  let arguments: [RedisBytes]

  /// How many arguments there are with the name.
  var count: Int { arguments.count }

  /// An argument; the name is number 0.
  subscript(index: Int) -> RedisBytes { arguments[index] }

  /// Up to which size collections stay in their compact form.
  var limits: EncodingLimits { engine.configuration.limits }

  /// The time at which the command began, in milliseconds since the epoch.
  var now: Int { engine.now }
}

extension CommandContext {
  /// Whether an argument is a word, in any mixture of cases; false beyond the last argument.
  func argument(_ index: Int, is word: StaticString) -> Bool {
    index < arguments.count && arguments[index].equalsIgnoringCase(word)
  }

  /// How many arguments come after an index.
  func remaining(after index: Int) -> Int { arguments.count - 1 - index }

  func integer(at index: Int, else error: RedisError = .notAnInteger) throws(RedisError) -> Int {
    guard let integer = arguments[index].integer else { throw error }
    return integer
  }

  /// An integer that lies in `range`.
  func integer(
    at index: Int,
    in range: ClosedRange<Int>,
    else error: RedisError
  ) throws(RedisError) -> Int {
    let integer = try integer(at: index, else: error)
    guard range.contains(integer) else { throw error }
    return integer
  }

  /// An integer that fits 32 bits, such as the number of a database.
  func smallInteger(at index: Int) throws(RedisError) -> Int {
    let integer = try integer(at: index)
    guard Int32(exactly: integer) != nil else {
      throw RedisError(
        "value is out of range, value must between \(Int32.min) and \(Int32.max)"
      )
    }
    return integer
  }

  /// An integer that is at least 0, with the text that Redis has for others.
  func positive(at index: Int) throws(RedisError) -> Int {
    let error = RedisError("value is out of range, must be positive")
    return try integer(at: index, in: 0...Int.max, else: error)
  }

  func double(at index: Int, else error: RedisError = .notAFloat) throws(RedisError) -> Double {
    guard let double = arguments[index].double else { throw error }
    return double
  }

  /// A time-out in seconds, whole or not, as milliseconds; 0 waits for ever.
  func timeout(at index: Int) throws(RedisError) -> Int {
    guard ExtendedFloat(text: arguments[index]) != nil else {
      throw RedisError("timeout is not a float or out of range")
    }
    let seconds = arguments[index].double ?? .infinity
    let milliseconds = (seconds * 1000).rounded(.up)
    // C makes the least integer of what does not fit, and that is what the text is about.
    guard (0..<0x1p63).contains(milliseconds) else { throw RedisError("timeout is negative") }
    // A deadline beyond the end of time is none.
    let end = engine.now.addingReportingOverflow(Int(milliseconds))
    return end.overflow ? 0 : Int(milliseconds)
  }

  /// A time-out in milliseconds; 0 waits for ever.
  func millisecondTimeout(at index: Int) throws(RedisError) -> Int {
    let error = RedisError("timeout is not an integer or out of range")
    let milliseconds = try integer(at: index, else: error)
    guard milliseconds >= 0 else { throw RedisError("timeout is negative") }
    return engine.now.addingReportingOverflow(milliseconds).overflow ? 0 : milliseconds
  }
}
