import Memcached
import XCTest

final class KetamaTests: XCTestCase {
  private let keys = (0..<60).map {
    "key:\($0 * 7919):\(Character(UnicodeScalar(UInt8(97 + $0 % 26))))"
  }
  private let hosts = [("10.0.0.1", 11211), ("10.0.0.2", 11211), ("10.0.0.3", 11212)]

  private func nodes(weights: [Int] = [1, 1, 1]) -> [Ketama.Node] {
    zip(hosts, weights).map { Ketama.Node(host: $0.0, port: $0.1, weight: $1) }
  }

  private func places(_ ring: Ketama) -> String {
    keys.map { ring.node(of: $0).map(String.init) ?? "-" }.joined()
  }

  func testKeysLieWhereLibmemcachedPutsThem() {
    // From `memcached_generate_hash` of libmemcached 1.1.4.
    let cases: [(String, Ketama, String)] = [
      (
        "KETAMA_WEIGHTED", Ketama(nodes()),
        "201020210220201112012001210020111212122222002122020121200210"
      ),
      (
        "KETAMA_WEIGHTED 2:1:5", Ketama(nodes(weights: [2, 1, 5])),
        "202022220220201122012202210020120222222222002222022222220210"
      ),
      (
        "KETAMA", Ketama(nodes(), layout: .plain()),
        "210121222222010021210000212201020101202011210100010111101010"
      ),
      (
        "KETAMA with MD5", Ketama(nodes(), layout: .plain(keys: .md5, points: .md5)),
        "002021101111201012112102011001202210122212021101212202212202"
      ),
    ]
    for (name, ring, expected) in cases { XCTAssertEqual(places(ring), expected, name) }
  }

  func testANewNodeTakesKeysAndMovesNoneBetweenTheOthers() {
    let keys = (0..<5000).map { "item-\($0)" }
    let before = Ketama(nodes())
    let after = Ketama(nodes() + [Ketama.Node(host: "10.0.0.4")])
    let moved = keys.filter { before.node(of: $0) != after.node(of: $0) }
    XCTAssertTrue(moved.allSatisfy { after.node(of: $0) == 3 }, "keys move to the new node only")
    XCTAssertTrue((900...1600).contains(moved.count), "a quarter of 5000 moves, not \(moved.count)")
  }

  func testARingWithoutNodesHasNoPlaceForAKey() {
    XCTAssertNil(Ketama([]).node(of: "a"))
  }
}
