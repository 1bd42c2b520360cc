import Memcached
import XCTest

final class MemcachedURLTests: XCTestCase {
  func testAListOfServersIsRead() {
    let cases: [(String, [(String, Int, Int)])] = [
      ("127.0.0.1", [("127.0.0.1", 11211, 1)]),
      ("memcached://127.0.0.1:11311", [("127.0.0.1", 11311, 1)]),
      ("memcached://a,b:1,c:2*3/", [("a", 11211, 1), ("b", 1, 1), ("c", 2, 3)]),
      ("a, b", [("a", 11211, 1), ("b", 11211, 1)]),
      ("[::1]:11212,[::1],::1", [("::1", 11212, 1), ("::1", 11211, 1), ("::1", 11211, 1)]),
    ]
    for (text, expected) in cases {
      XCTAssertEqual(
        MemcachedURL(text)?.nodes,
        expected.map { Ketama.Node(host: $0.0, port: $0.1, weight: $0.2) },
        text
      )
    }
  }

  func testWhatIsNoListOfServersIsNot() {
    for text in ["", "memcached://", "a,,b", "a:", "a:0", "a:65536", "a:b", "a*0", "a b", ":11211"]
    {
      XCTAssertNil(MemcachedURL(text), "\"\(text)\"")
    }
  }
}
