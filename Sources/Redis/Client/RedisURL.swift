/// The address of a Redis with what is needed to log in: `redis://user:password@host:6379/0`.
///
/// Everything but the host may be missing. A character that means something in a URL, such as `@` in a
/// password, is written as `%40`.
public struct RedisURL: Hashable, Sendable {
  public var endpoint: RedisEndpoint
  public var user: String?
  public var password: String?
  public var database: Int

  /// Reads a URL.
  ///
  /// - Parameter source: Where the text is from, to be named in an error's message.
  public init(_ text: String, source: String = "the URL") throws(RedisURLError) {
    func failure(_ problem: String) -> RedisURLError {
      RedisURLError(source: source, text: text, problem: problem)
    }
    guard let schemeEnd = text.firstRange(of: "://") else {
      throw failure("it does not begin with redis://")
    }
    let scheme = text[..<schemeEnd.lowerBound].lowercased()
    guard scheme == "redis" else {
      throw failure(
        scheme == "rediss"
          ? "connections over TLS are not supported" : "\"\(scheme)\" is not the scheme redis"
      )
    }
    var rest = text[schemeEnd.upperBound...]
    var path = Substring()
    if let mark = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) {
      throw failure("\"\(rest[mark...])\" is not understood; options are set in code")
    }
    if let slash = rest.firstIndex(of: "/") {
      path = rest[slash...].dropFirst()
      rest = rest[..<slash]
    }
    user = nil
    password = nil
    if let at = rest.lastIndex(of: "@") {
      let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      rest = rest[at...].dropFirst()
      let decoded = parts.map(\.percentDecoded)
      guard let name = decoded[0], let secret = decoded.count > 1 ? decoded[1] : .some("") else {
        throw failure("a % in the user or password is not followed by two hexadecimal digits")
      }
      user = name.isEmpty ? nil : name
      password = secret.isEmpty ? nil : secret
      guard user == nil || password != nil else {
        throw failure("there is a user but no password; a password alone is written as :password@")
      }
    }
    switch RedisEndpoint.parse(rest) {
    case .success(let endpoint): self.endpoint = endpoint
    case .failure(let problem): throw failure(problem.text)
    }
    guard let number = path.isEmpty ? 0 : Int(path), number >= 0 else {
      throw failure("the database \"\(path)\" is not a number such as 0")
    }
    database = number
  }
}

extension RedisURL: CustomStringConvertible {
  /// The URL without its password.
  public var description: String {
    let login = password == nil ? "" : "\(user ?? ""):…@"
    return "redis://\(login)\(endpoint)/\(database)"
  }
}

/// A text is not the address of a Redis.
public struct RedisURLError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where the text is from, such as `REDIS_URL`.
  public let source: String
  /// What was written there, without the password.
  public let text: String
  /// What is wrong with it.
  public let problem: String

  init(source: String, text: String, problem: String) {
    self.source = source
    self.text = Self.withoutPassword(text)
    self.problem = problem
  }

  public var description: String {
    "\(source) is \"\(text)\": \(problem). Write it like redis://127.0.0.1:6379/0 "
      + "or redis://user:password@host:6379/0."
  }

  private static func withoutPassword(_ text: String) -> String {
    guard let at = text.lastIndex(of: "@") else { return text }
    let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
    guard start < at, let colon = text[start..<at].firstIndex(of: ":") else { return text }
    return text[...colon] + "…" + text[at...]
  }
}

extension RedisEndpoint {
  struct ParsingProblem: Error { let text: String }

  /// Reads `host`, `host:port`, `[::1]:port` or nothing, which is this machine.
  static func parse(_ text: Substring) -> Result<RedisEndpoint, ParsingProblem> {
    var host = text
    var port: Substring?
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]") else {
        return .failure(ParsingProblem(text: "\"\(text)\" has no ] after its IPv6 address"))
      }
      host = text[..<end].dropFirst()
      let rest = text[end...].dropFirst()
      guard rest.isEmpty || rest.first == ":" else {
        return .failure(ParsingProblem(text: "\"\(rest)\" follows the host where a port may be"))
      }
      if !rest.isEmpty { port = rest.dropFirst() }
    } else if let colon = text.lastIndex(of: ":") {
      host = text[..<colon]
      port = text[colon...].dropFirst()
      guard !host.contains(":") else {
        return .failure(
          ParsingProblem(text: "the IPv6 address \"\(text)\" is not in brackets as in [::1]:6379")
        )
      }
    }
    guard let number = port.map({ Int($0) }) ?? defaultPort, (1...65535).contains(number) else {
      return .failure(
        ParsingProblem(text: "the port \"\(port ?? "")\" is not a number from 1 to 65535")
      )
    }
    return .success(RedisEndpoint(host.isEmpty ? "127.0.0.1" : String(host), port: number))
  }
}

extension Substring {
  /// The text with `%40` and the like replaced, or nil if a `%` is followed by something else.
  fileprivate var percentDecoded: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      rest = rest.dropFirst(2)
      guard digits.count == 2, let text = String(digits), let value = UInt8(text, radix: 16),
        text.first != "+"
      else { return nil }
      bytes.append(value)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
