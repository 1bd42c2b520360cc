import Foundation
import Simulation
import XCTest

/// The four formats, read from files as the program reads them.
final class TraceReaderTests: XCTestCase {
  private func read(_ bytes: [UInt8], _ format: TraceFormat) throws -> (keys: [Int], sizes: [Int32])
  {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("trace-\(UUID().uuidString)").path
    XCTAssertTrue(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
    defer { try? FileManager.default.removeItem(atPath: path) }
    var reader = TraceReader(try TraceSource(path: path), format)
    var (keys, sizes): ([Int], [Int32]) = ([], [])
    while let batch = try reader.next() {
      keys += batch.keys
      sizes += batch.sizes ?? []
    }
    XCTAssertEqual(reader.bytesRead, bytes.count)
    return (keys, sizes)
  }

  private func read(_ text: String, _ format: TraceFormat) throws -> [Int] {
    try read(Array(text.utf8), format).keys
  }

  /// What the error says about `text`.
  private func problem(_ text: String, _ format: TraceFormat) -> String {
    do {
      return "no error, but \(try read(text, format))"
    } catch {
      return "\(error)"
    }
  }

  func testEachLineOfTextIsAKey() throws {
    XCTAssertEqual(try read("5\n17\n5\n", .text), [5, 17, 5])
    XCTAssertEqual(try read("5\r\n 17 \r\n5", .text), [5, 17, 5], "the last line may lack its end")
    XCTAssertEqual(try read("", .text), [])
    let names = try read("a\nb\na\n007\n7\n-7\n123456789012345678901\n", .text)
    XCTAssertEqual(names[0], names[2])
    XCTAssertEqual(Set(names).count, 6, "007 is not 7, and no text is taken for a number")
    XCTAssertEqual(names[4], 7)
  }

  func testABadLineOfTextIsNamed() {
    XCTAssertEqual(problem("1\n2\n\n4\n", .text), "line 3: empty, and a key was expected")
    XCTAssertTrue(problem("1\n\0\0\n", .text).hasPrefix("line 2: not text"))
    let long = String(repeating: "x", count: 70_000)
    XCTAssertTrue(problem("1\n\(long)\n", .text).hasPrefix("line 2: longer than"))
    XCTAssertTrue(problem("1\n\(long)", .text).hasPrefix("line 2: longer than"))
  }

  func testLinesAreCutRightHoweverTheBytesCome() throws {
    // Longer than one piece of the source, so that lines lie across its ends.
    let expected = Array(1...400_000)
    let text = expected.map(String.init).joined(separator: "\n")
    XCTAssertGreaterThan(text.utf8.count, 2 << 20)
    XCTAssertEqual(try read(text, .text), expected)
  }

  func testACSVColumnIsTheKey() throws {
    let text = "time,key,size\n1,10,300\n2,20,0\n3,10,\"5\"\n"
    XCTAssertEqual(try read(text, .csv(key: .name("key"), size: nil)), [10, 20, 10])
    let sized = try read(Array(text.utf8), .csv(key: .name("key"), size: .name("size")))
    XCTAssertEqual(sized.sizes, [300, 1, 5], "a size is at least 1")
    XCTAssertEqual(try read("1,10\n2,20", .csv(key: .number(2), size: nil)), [10, 20])
    let quoted = try read(
      "\"a,b\",1\n\"say \"\"a\"\"\",2\n\"a,b\",3\n",
      .csv(key: .number(1), size: nil)
    )
    XCTAssertEqual(quoted[0], quoted[2])
    XCTAssertNotEqual(quoted[0], quoted[1])
    XCTAssertEqual(
      try read("say \"\"\"a\"\"\"\n", .csv(key: .number(1), size: nil)).count,
      1,
      "a quote in the middle of a field is a quote"
    )
  }

  func testABadLineOfCSVIsNamed() {
    let second = TraceFormat.csv(key: .number(2), size: nil)
    XCTAssertEqual(
      problem("1,2\n1\n", second),
      "line 2: it has 1 field, and column 2 was asked for"
    )
    XCTAssertEqual(problem("1,2\n\n", second), "line 2: empty, and fields were expected")
    XCTAssertEqual(problem("1,\n", second), "line 1: the key in it is empty")
    XCTAssertEqual(problem("1,\"2\n", second), "line 1: a quote is opened and never closed")
    XCTAssertEqual(
      problem("a,b\n1,2\n", .csv(key: .name("c"), size: nil)),
      "line 1: no column is called \"c\"; there are a, b"
    )
    XCTAssertEqual(
      problem("1,2\n1,x\n", .csv(key: .number(1), size: .number(2))),
      "line 2: the size \"x\" is not a whole number"
    )
  }

  func testRecordsOfLibCacheSimAreRead() throws {
    func record(_ key: UInt64, _ size: UInt32) -> [UInt8] {
      func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
      }
      return bytes(UInt32(9)) + bytes(key) + bytes(size) + bytes(Int64(-1))
    }
    let (keys, sizes) = try read(record(7, 100) + record(.max, 0) + record(7, 5), .oracleGeneral)
    XCTAssertEqual(keys, [7, -1, 7])
    XCTAssertEqual(sizes, [100, 1, 5])
    let many = (0..<60_000).flatMap { record(UInt64($0), 1) }
    XCTAssertEqual(try read(many, .oracleGeneral).keys, Array(0..<60_000))
    XCTAssertThrowsError(try read(record(7, 100) + [1, 2], .oracleGeneral)) { error in
      XCTAssertTrue("\(error)".hasPrefix("The trace ends 2 bytes into record 2"), "\(error)")
    }
  }

  func testAWholeStreamIsRecordedInOneBatch() throws {
    // More than one piece of the source.
    let text = (1...50_000).map { "\($0 % 5_000),\($0 % 7)\n" }.joined()
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("trace-\(UUID().uuidString)").path
    XCTAssertTrue(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let format = TraceFormat.csv(key: .number(1), size: .number(2))
    for keepsSizes in [true, false] {
      func stream() throws -> RequestStream {
        RequestStream(
          TraceReader(try TraceSource(path: path), format, keepsSizes: keepsSizes)
        )
      }
      var whole = try stream()
      var reports: [RequestStream.Position] = []
      let (batch, isWhole) = try whole.record(upTo: .max) { reports.append($0) }
      XCTAssertTrue(isWhole)
      XCTAssertEqual(batch.keys, (1...50_000).map { $0 % 5_000 })
      XCTAssertEqual(batch.sizes, keepsSizes ? (1...50_000).map { max(Int32($0 % 7), 1) } : nil)
      XCTAssertGreaterThan(reports.count, 1)
      XCTAssertEqual(reports.last?.requests, 50_000)
      XCTAssertEqual(reports.last?.done, text.utf8.count)
      XCTAssertEqual(reports.last?.total, text.utf8.count)
      var rest = try stream()
      let (first, isAll) = try rest.record(upTo: 1_000)
      XCTAssertFalse(isAll)
      let (second, isEnd) = try rest.record(upTo: .max)
      XCTAssertTrue(isEnd)
      XCTAssertEqual(first.keys + second.keys, batch.keys, "no request is lost between them")
    }
  }

  func testReadsOfAMonitorAreRequests() throws {
    let text = """
      OK
      1718000000.1 [0 127.0.0.1:50110] "GET" "1"
      1718000000.2 [0 127.0.0.1:50110] "SET" "1" "a \\"quoted\\" value"
      1718000000.3 [0 lua] "mget" "2" "3"
      1718000000.4 [0 unix:/tmp/s] "PING"
      1718000000.5 [0 127.0.0.1:50110] "HGET" "4" "field"
      """
    XCTAssertEqual(try read(text, .monitor), [1, 2, 3, 4])
    let tricky = try read("1.0 [0 a] \"GET\" \"a\\\"b\"\n1.0 [0 a] \"GET\" \"a\"\n", .monitor)
    XCTAssertEqual(Set(tricky).count, 2)
  }

  func testABadLineOfAMonitorIsNamed() {
    for line in ["hello", "1.0 \"GET\" \"1\"", "1.0 [0 a] GET 1", "1.0 [0 a] \"GET\" \"1", ""] {
      XCTAssertEqual(
        problem("OK\n\(line)\n", .monitor),
        "line 2: not what redis-cli monitor prints",
        line
      )
    }
  }

  func testFilesThatCannotBeReadAreNamed() {
    XCTAssertThrowsError(try TraceSource(path: "/nowhere/at/all")) {
      XCTAssertEqual("\($0)", "There is no file /nowhere/at/all")
    }
    XCTAssertThrowsError(try TraceSource(path: "/")) {
      XCTAssertEqual("\($0)", "/ is a folder, not a trace")
    }
  }
}
