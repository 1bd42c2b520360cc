import Sockets

/// Lines are replies; those with an exclamation mark at the front are sent unasked.
struct LineDecoder: ReplyDecoder {
  mutating func decode(
    _ bytes: UnsafeRawBufferPointer
  ) throws(MalformedReply) -> (reply: String, length: Int)? {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let line = String(decoding: bytes[..<end], as: UTF8.self)
    if line == "nonsense" { throw MalformedReply("it said \"nonsense\"") }
    return (line, end + 1)
  }

  func isUnasked(_ reply: String) -> Bool { reply.hasPrefix("!") }
}

typealias LinePipeline = RequestPipeline<LineDecoder>

extension RequestPipeline<LineDecoder> {
  static func open(_ server: TestServer) async throws -> LinePipeline {
    try await open(host: "127.0.0.1", port: server.port, decoder: LineDecoder())
  }

  /// Sends one line and waits for the line that answers it.
  func say(_ line: String) async throws -> String {
    try await send(Array((line + "\n").utf8)).first ?? ""
  }
}
