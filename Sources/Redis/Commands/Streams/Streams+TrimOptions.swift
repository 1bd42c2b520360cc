/// The options of `XADD` before the id, which are those of `XTRIM`.
struct StreamTrimOptions {
  /// What to trim, if anything.
  private(set) var trim: StreamTrim?
  /// The number of the argument with the length or the id to trim to.
  private(set) var boundIndex = 0
  private(set) var makesStream = true
  /// The number of the argument with the id that `XADD` is to use.
  private(set) var idIndex = 0
  /// The id, unless Redis is to choose all of it.
  private(set) var id: StreamIDText?

  private var limit: Int?

  /// Reads the options from the second argument on.
  init(_ context: CommandContext, adding: Bool) throws(RedisError) {
    var index = 2
    options: while index < context.count {
      let hasMore = index + 1 < context.count
      switch context[index] {
      case "*" where adding: break options
      case let word where word.equalsIgnoringCase("MAXLEN") && hasMore:
        try readBound(context, &index, ids: false)
      case let word where word.equalsIgnoringCase("MINID") && hasMore:
        try readBound(context, &index, ids: true)
      case let word where word.equalsIgnoringCase("LIMIT") && hasMore:
        index += 1
        limit = try context.integer(at: index)
        if limit ?? 0 < 0 { throw RedisError("The LIMIT argument must be >= 0.") }
      case let word where adding && word.equalsIgnoringCase("NOMKSTREAM"):
        makesStream = false
      case let word where adding:
        guard let id = StreamIDText(word, allowingStar: true) else { throw .invalidStreamID }
        self.id = id
        break options
      default: throw .syntax
      }
      index += 1
    }
    idIndex = index
    try settleLimit(context, adding: adding)
  }

  private mutating func readBound(
    _ context: CommandContext,
    _ index: inout Int,
    ids: Bool
  ) throws(RedisError) {
    guard trim == nil else {
      throw RedisError(
        "syntax error, MAXLEN and MINID options at the same time are not compatible"
      )
    }
    var isApproximate = false
    if index + 2 < context.count, context[index + 1] == "~" || context[index + 1] == "=" {
      isApproximate = context[index + 1] == "~"
      index += 1
    }
    index += 1
    boundIndex = index
    if ids {
      let id = try context.streamID(at: index)
      trim = StreamTrim(bound: .id(id), isApproximate: isApproximate, limit: 0)
    } else {
      let length = try context.integer(at: index)
      guard length >= 0 else { throw RedisError("The MAXLEN argument must be >= 0.") }
      trim = StreamTrim(bound: .length(length), isApproximate: isApproximate, limit: 0)
    }
  }

  private mutating func settleLimit(_ context: CommandContext, adding: Bool) throws(RedisError) {
    if trim == nil && limit ?? 0 != 0 {
      throw RedisError(
        "syntax error, LIMIT cannot be used without specifying a trimming strategy"
      )
    }
    if trim == nil && !adding {
      throw RedisError("syntax error, XTRIM must be called with a trimming strategy")
    }
    let isApproximate = trim?.isApproximate ?? false
    // What was written to a log or sent to a replica says how it came out, and keeps the LIMIT.
    if limit != nil && !isApproximate && !context.engine.isRepeating {
      throw RedisError("syntax error, LIMIT cannot be used without the special ~ option")
    }
    if isApproximate { trim?.limit = limit ?? context.limits.streamNode.trimmedEntries }
  }

  /// The command's arguments with what trimming came to instead of what it was allowed to.
  func exact(_ context: CommandContext, _ stream: RedisStream) -> [RedisBytes] {
    var arguments = context.arguments
    guard let trim, trim.isApproximate else { return arguments }
    arguments[boundIndex - 1] = "="
    switch trim.bound {
    case .length: arguments[boundIndex] = RedisBytes(stream.count)
    case .id: arguments[boundIndex] = (stream.first?.id ?? .max).bytes
    }
    return arguments
  }
}
