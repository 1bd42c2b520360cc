import Foundation

/// The first line of a request, which is all that a server of files needs.
struct HTTPRequest: Equatable {
  let method: String
  let target: String

  /// How large the head of a request may be.
  static let limit = 16 * 1024

  /// Understands the head of a request; nil when it is not HTTP/1.
  init?(head: Data) {
    guard let text = String(data: head, encoding: .utf8),
      let line = text.split(separator: "\r\n", omittingEmptySubsequences: false).first
    else { return nil }
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0",
      !words[0].isEmpty, words[0].allSatisfy({ $0.isASCII && $0.isUppercase }), !words[1].isEmpty
    else { return nil }
    method = String(words[0])
    target = String(words[1])
  }
}

struct HTTPResponse: Equatable {
  enum Status: String {
    case ok = "200 OK"
    case found = "302 Found"
    case badRequest = "400 Bad Request"
    case notFound = "404 Not Found"
    case notAllowed = "405 Method Not Allowed"
    case timedOut = "408 Request Timeout"
    case tooLarge = "431 Request Header Fields Too Large"
    case busy = "503 Service Unavailable"
  }

  let status: Status
  let headers: [(name: String, value: String)]
  let body: Data

  /// Without a body, the status says itself in a line of text.
  init(_ status: Status, headers: [(String, String)] = [], body: Data? = nil) {
    self.status = status
    let type = body == nil ? [("Content-Type", "text/plain; charset=utf-8")] : []
    self.headers = (headers + type).map { (name: $0.0, value: $0.1) }
    self.body = body ?? Data((status.rawValue + "\n").utf8)
  }

  /// The bytes to send.
  ///
  /// - Parameter withBody: False for an answer to `HEAD`, which has the same head and nothing more.
  func bytes(withBody: Bool) -> Data {
    let fixed = [
      ("Content-Length", "\(body.count)"), ("Connection", "close"), ("Cache-Control", "no-cache"),
      ("X-Content-Type-Options", "nosniff"),
    ]
    let lines = (headers.map { ($0.name, $0.value) } + fixed).map { "\($0): \($1)\r\n" }
    let head = "HTTP/1.1 \(status.rawValue)\r\n" + lines.joined() + "\r\n"
    return Data(head.utf8) + (withBody ? body : Data())
  }

  static func == (one: HTTPResponse, other: HTTPResponse) -> Bool {
    one.bytes(withBody: true) == other.bytes(withBody: true)
  }
}
