import Lab
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

  func testTenThousandKeysLieWhereLibmemcachedPutsThem() {
    // The digits of `memcached_generate_hash` of libmemcached 1.1.4 for the keys item:0 to item:9999
    // in a row, through `md5sum`; and how many keys each of the four servers has.
    let hosts = [("10.0.0.1", 11211), ("10.0.0.2", 11211), ("10.0.0.3", 11212)]
    let servers = hosts + [("cache-4.example", 11311)]
    func ring(_ weights: [Int], _ layout: Ketama.Layout = .weighted) -> Ketama {
      Ketama(
        zip(servers, weights).map { Ketama.Node(host: $0.0, port: $0.1, weight: $1) },
        layout: layout
      )
    }
    let even = [1, 1, 1, 1]
    let cases: [(String, Ketama, [Int], String)] = [
      (
        "KETAMA_WEIGHTED", ring(even), [2270, 2459, 2664, 2607],
        "441a4787d566101028b059692d1f347e"
      ),
      (
        "KETAMA_WEIGHTED 1:2:5:3", ring([1, 2, 5, 3]), [854, 1735, 4556, 2855],
        "45fc89146bd015f395ec71d387e28e54"
      ),
      (
        "KETAMA", ring(even, .plain()), [2531, 2483, 2355, 2631],
        "8e0d4d4bc19d0e1ec445117ee1cc6ccf"
      ),
      (
        "KETAMA with MD5", ring(even, .plain(keys: .md5, points: .md5)), [2582, 2478, 2475, 2465],
        "ac99a1a739d344db71e8e05636c9c919"
      ),
    ]
    for (name, ring, counts, digest) in cases {
      let places = (0..<10_000).compactMap { ring.node(of: "item:\($0)") }
      XCTAssertEqual(servers.indices.map { node in places.count { $0 == node } }, counts, name)
      XCTAssertEqual(MD5.hash(places.map(String.init).joined()).hex, digest, name)
    }
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
