/// The errors that many commands share, in the words of Redis.
extension RedisError {
  public static let wrongType = RedisError(
    code: "WRONGTYPE",
    "Operation against a key holding the wrong kind of value"
  )
  public static let syntax = RedisError("syntax error")
  public static let notAnInteger = RedisError("value is not an integer or out of range")
  public static let notAFloat = RedisError("value is not a valid float")
  public static let outOfRange = RedisError("value is out of range")
  public static let noSuchKey = RedisError("no such key")
  public static let indexOutOfRange = RedisError("index out of range")

  /// A command was sent with too few or too many arguments.
  public static func wrongArity(_ command: String) -> RedisError {
    RedisError("wrong number of arguments for '\(command)' command")
  }
}
