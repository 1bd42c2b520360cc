import Lab
import Redis
import XCTest

/// The first words on a connection.
final class ClientLoginTests: XCTestCase {
  /// What a client says to a server that answers so, and what comes of it.
  private func words(
    _ answers: ClientScriptServer.Answers,
    count: Int,
    replies: [String],
    _ change: (inout RedisClientConfiguration) -> Void
  ) async throws -> (words: [String], error: (any Error)?) {
    let server = try ClientScriptServer(answers)
    var configuration = RedisClientConfiguration(RedisEndpoint(port: server.port))
    change(&configuration)
    let client = RedisClient(configuration, clock: ManualClock(), seed: 1)
    let connecting = Task { try await client.connect() }
    var words: [String] = []
    for reply in replies {
      let sent = await server.next()
      words.append(sent.text)
      await server.send(reply, to: sent.connection)
    }
    do {
      try await connecting.value
      await server.stop()
      return (words, nil)
    } catch {
      await server.stop()
      return (words, error)
    }
  }

  private func loggingIn(_ configuration: inout RedisClientConfiguration) {
    configuration.user = "ann"
    configuration.password = "secret"
    configuration.clientName = "shop"
    configuration.database = 3
  }

  func testAModernServerIsGreetedWithOneHello() async throws {
    let (words, error) = try await words(
      [:],
      count: 2,
      replies: ["%0\r\n", "+OK\r\n"],
      loggingIn
    )
    XCTAssertNil(error)
    XCTAssertEqual(words, ["HELLO 3 AUTH ann secret SETNAME shop", "SELECT 3"])
  }

  func testAnOldServerIsGreetedInRESP2() async throws {
    for refusal in [
      "-ERR unknown command `HELLO`, with args beginning with: `3`, \r\n",
      "-NOPROTO unsupported protocol version\r\n",
    ] {
      let ok = "+OK\r\n"
      let (words, error) = try await words(
        [:],
        count: 4,
        replies: [refusal, ok, ok, ok],
        loggingIn
      )
      XCTAssertNil(error)
      XCTAssertEqual(
        Array(words.dropFirst()),
        ["AUTH ann secret", "CLIENT SETNAME shop", "SELECT 3"],
        refusal
      )
    }
  }

  func testRESP2CanBeAskedFor() async throws {
    let (words, error) = try await words([:], count: 1, replies: ["+OK\r\n"]) {
      $0.version = .two
      $0.password = "secret"
    }
    XCTAssertNil(error)
    XCTAssertEqual(words, ["AUTH secret"])
  }

  func testWhoIsNotLetInLearnsWhy() async throws {
    let cases: [(replies: [String], user: String?, password: String?, message: String)] = [
      (
        ["-WRONGPASS invalid username-password pair or user is disabled.\r\n"], "ann", "secret",
        "refused the user \"ann\" (WRONGPASS invalid username-password pair or user is disabled.). "
          + "Check the user and the password"
      ),
      (
        ["-NOAUTH HELLO must be called with the client already authenticated\r\n"], nil, nil,
        "refused a connection without a password (NOAUTH HELLO must be called with the client "
          + "already authenticated). Give the password: redis://:password@127.0.0.1:"
      ),
      (
        ["%0\r\n", "-ERR DB index is out of range\r\n"], nil, nil,
        "refused \"SELECT 99\" (ERR DB index is out of range). Choose a database from 0 on"
      ),
    ]
    for (replies, user, password, message) in cases {
      let (_, error) = try await words([:], count: replies.count, replies: replies) {
        $0.user = user
        $0.password = password
        $0.database = 99
      }
      let login = try XCTUnwrap(error as? RedisLoginError, message)
      XCTAssertTrue("\(login)".contains(message), "\(login)")
    }
  }

  func testAServerThatIsNotReadyIsUnavailable() async throws {
    for reply in [
      "-LOADING Redis is loading the dataset in memory\r\n",
      "-ERR max number of clients reached\r\n",
    ] {
      let (_, error) = try await words([:], count: 1, replies: [reply]) { _ in }
      XCTAssertTrue(error is RedisUnavailable, "\(reply): \(String(describing: error))")
    }
  }
}
