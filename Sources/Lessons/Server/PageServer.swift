import BuildKit
import Foundation
import Grader
import Synchronization

/// Serves an archive of pages to browsers on this machine, and to nobody else.
///
///     let server = try PageServer(archive: PageArchive(root: builder.output))
///     print(server.address)
///     server.serve()
///
/// It knows as much of HTTP/1.1 as that takes: GET and HEAD, one request a connection.
public final class PageServer: Sendable {
  public let port: Int
  private let archive: PageArchive
  private let listener: LoopbackListener
  private let connections = Mutex(0)

  /// More than a few browsers open at once; what comes beyond is told to try again.
  static let connectionLimit = 64

  /// Listens on 127.0.0.1.
  ///
  /// - Parameter port: 0 lets the system choose a free one.
  public init(archive: PageArchive, port: Int = 0) throws(KitFailure) {
    self.archive = archive
    switch LoopbackListener.open(port: port) {
    case .success(let listener):
      self.listener = listener
      self.port = listener.port
    case .failure(let error):
      throw KitFailure(
        error.isAddressInUse
          ? "Port \(port) is in use by another program"
          : "Could not listen on port \(port) of 127.0.0.1: \(error)",
        fix: "Choose another with --port N, or leave the choice to the system with --port 0."
      )
    }
  }

  /// The address of the first page.
  public var address: String { "http://127.0.0.1:\(port)\(archive.startPath)" }

  /// Answers requests until ``stop()`` is called from elsewhere.
  public func serve() {
    while let connection = listener.accept() {
      let isFree = connections.withLock { count in
        guard count < Self.connectionLimit else { return false }
        count += 1
        return true
      }
      guard isFree else {
        connection.send(HTTPResponse(.busy).bytes(withBody: true))
        connection.close()
        continue
      }
      let thread = Thread { [self] in
        answer(connection)
        connections.withLock { $0 -= 1 }
      }
      thread.stackSize = 512 * 1024
      thread.start()
    }
    listener.close()
  }

  public func stop() { listener.wake() }

  private func answer(_ connection: LoopbackConnection) {
    defer { connection.close() }
    switch connection.receiveHead(limit: HTTPRequest.limit) {
    case .head(let head):
      guard let request = HTTPRequest(head: head) else {
        connection.send(HTTPResponse(.badRequest).bytes(withBody: true))
        return
      }
      let response = archive.response(to: request)
      connection.send(response.bytes(withBody: request.method != "HEAD"))
    case .tooLarge: connection.send(HTTPResponse(.tooLarge).bytes(withBody: true))
    case .tooSlow: connection.send(HTTPResponse(.timedOut).bytes(withBody: true))
    case .closed: break
    }
  }
}
