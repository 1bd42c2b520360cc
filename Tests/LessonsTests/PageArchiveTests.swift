import Foundation
import XCTest

@testable import Lessons

final class PageArchiveTests: XCTestCase {
  private func archive() throws -> PageArchive {
    let folder = try TemporaryFolder(
      self,
      [
        "secret.txt": "secret",
        "docs/index.html": "the page", "docs/documentation/tea/index.html": "about tea",
        "docs/css/a b.css": "css", "docs/.hidden": "hidden", "docs/folder/file.txt": "file",
      ]
    )
    for (link, target) in [
      ("docs/out.txt", folder.path + "/secret.txt"), ("docs/up", folder.path),
      ("docs/inside.html", "index.html"), ("docs/none.html", "nowhere"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + link,
        withDestinationPath: target
      )
    }
    return PageArchive(root: folder.path + "/docs", startPage: "Tea")
  }

  private func get(_ target: String, _ method: String = "GET") throws -> HTTPResponse {
    let head = Data("\(method) \(target) HTTP/1.1\r\nHost: x".utf8)
    return try archive().response(to: try XCTUnwrap(HTTPRequest(head: head)))
  }

  func testFilesAreAnsweredWithTheirType() throws {
    let cases = [
      ("/index.html", "the page", "text/html; charset=utf-8"),
      ("/css/a%20b.css?v=1", "css", "text/css; charset=utf-8"),
      ("/folder/../folder/file.txt", nil, nil),
      ("/./folder//file.txt", "file", "text/plain; charset=utf-8"),
      ("/inside.html", "the page", "text/html; charset=utf-8"),
      ("/documentation/tea", "about tea", "text/html; charset=utf-8"),
      ("/documentation/tea/", "about tea", "text/html; charset=utf-8"),
    ]
    for (target, body, type) in cases {
      let response = try get(target)
      guard let body else {
        XCTAssertEqual(response.status, .notFound, target)
        continue
      }
      XCTAssertEqual(response.status, .ok, target)
      XCTAssertEqual(String(decoding: response.body, as: UTF8.self), body, target)
      XCTAssertEqual(response.headers.first { $0.name == "Content-Type" }?.value, type, target)
    }
  }

  func testTheRootLeadsToTheStartPage() throws {
    let response = try get("/")
    XCTAssertEqual(response.status, .found)
    XCTAssertEqual(response.headers.first?.value, "/documentation/tea")
  }

  func testPagesWithoutAFileAreDrawnByTheArchivesPage() throws {
    XCTAssertEqual(try get("/documentation/tea/pot").body, Data("the page".utf8))
    XCTAssertEqual(try get("/documentation/tea/pot.json").status, .notFound)
    XCTAssertEqual(try get("/elsewhere").status, .notFound)
  }

  func testNothingOutsideOfTheArchiveIsRead() throws {
    let targets = [
      "/../secret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/folder/..%2f../secret.txt",
      "/%252e%252e/secret.txt", "/..\\secret.txt", "/documentation/../../secret.txt",
      "//secret.txt",
      "/out.txt", "/up/secret.txt", "/up/docs/index.html/../../secret.txt", "/none.html",
      "/.hidden", "/folder/.", "/up", "/index.html/secret.txt",
    ]
    for target in targets {
      let response = try get(target)
      XCTAssertNotEqual(response.status, .ok, target)
      XCTAssertFalse(String(decoding: response.body, as: UTF8.self).contains("secret"), target)
    }
    XCTAssertEqual(try get("/up/docs/folder/file.txt").status, .ok, "a way around that ends inside")
  }

  func testRequestsThatMakeNoSenseAreRefused() throws {
    for target in ["/%zz", "/a%00b", "/a%0ab", "index.html", "http://x/index.html", "*"] {
      XCTAssertEqual(try get(target).status, .badRequest, target)
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
      let response = try get("/index.html", method)
      XCTAssertEqual(response.status, .notAllowed, method)
      XCTAssertEqual(response.headers.first?.value, "GET, HEAD", method)
    }
  }

  func testEveryKindOfFileInAnArchiveHasAType() {
    let cases = [
      ("a.svg", "image/svg+xml"), ("a.json", "application/json"),
      ("a.b.js", "text/javascript; charset=utf-8"), ("a.CSS", "text/css; charset=utf-8"),
      ("a.woff2", "font/woff2"), ("svg", "application/octet-stream"),
      ("a.svg/b", "application/octet-stream"), ("a.unknown", "application/octet-stream"),
    ]
    for (path, type) in cases {
      XCTAssertEqual(PageArchive.contentType(of: "/docs/" + path), type, path)
    }
  }
}
