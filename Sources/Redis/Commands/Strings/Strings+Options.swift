/// A unit of time and a point from which to count, as `EX`, `PX`, `EXAT` and `PXAT` choose them.
enum ExpiryUnit {
  case seconds, milliseconds, unixSeconds, unixMilliseconds

  init?(_ context: CommandContext, at index: Int) {
    if context.argument(index, is: "EX") {
      self = .seconds
    } else if context.argument(index, is: "PX") {
      self = .milliseconds
    } else if context.argument(index, is: "EXAT") {
      self = .unixSeconds
    } else if context.argument(index, is: "PXAT") {
      self = .unixMilliseconds
    } else {
      return nil
    }
  }

  var isAbsolute: Bool { self == .unixSeconds || self == .unixMilliseconds }
  var inSeconds: Bool { self == .seconds || self == .unixSeconds }
}

/// The options of `SET` and `GETEX`.
struct StringOptions {
  enum Condition {
    case always, ifAbsent, ifPresent
  }

  /// Which command's options may be there.
  enum Kind {
    case set, get
  }

  var condition = Condition.always
  var expiry: (unit: ExpiryUnit, argument: Int)?
  var keepsDeadline = false
  var persists = false
  var returnsOld = false

  var isAbsolute: Bool { expiry?.unit.isAbsolute ?? false }

  init(
    condition: Condition = .always,
    expiry: (unit: ExpiryUnit, argument: Int)? = nil,
    returnsOld: Bool = false
  ) {
    self.condition = condition
    self.expiry = expiry
    self.returnsOld = returnsOld
  }

  init(_ context: CommandContext, from start: Int, allowing kind: Kind) throws(RedisError) {
    var index = start
    while index < context.count {
      if kind == .set && context.argument(index, is: "NX") && condition != .ifPresent {
        condition = .ifAbsent
      } else if kind == .set && context.argument(index, is: "XX") && condition != .ifAbsent {
        condition = .ifPresent
      } else if kind == .set && context.argument(index, is: "GET") {
        returnsOld = true
      } else if kind == .set && context.argument(index, is: "KEEPTTL") && expiry == nil {
        keepsDeadline = true
      } else if kind == .get && context.argument(index, is: "PERSIST") && expiry == nil {
        persists = true
      } else if let unit = ExpiryUnit(context, at: index), index + 1 < context.count,
        expiry == nil || expiry?.unit == unit, !keepsDeadline, !persists
      {
        expiry = (unit, index + 1)
        index += 1
      } else {
        throw .syntax
      }
      index += 1
    }
  }

  /// When the value expires, in milliseconds since the epoch, if the options say so.
  func deadline(_ context: CommandContext) throws(RedisError) -> Int? {
    guard let (unit, argument) = expiry else { return nil }
    let number = try context.integer(at: argument)
    let invalid = RedisError("invalid expire time in '\(context.command.fullName)' command")
    guard number > 0 else { throw invalid }
    let (milliseconds, overflow) = number.multipliedReportingOverflow(
      by: unit.inSeconds ? 1000 : 1
    )
    guard !overflow else { throw invalid }
    if unit.isAbsolute { return min(milliseconds, Entry.latest) }
    let (deadline, tooLate) = milliseconds.addingReportingOverflow(context.now)
    guard !tooLate else { throw invalid }
    return min(deadline, Entry.latest)
  }
}
