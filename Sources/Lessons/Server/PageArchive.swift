import Foundation

/// The built pages, and which file answers which request.
///
/// Nothing outside of the archive's folder is ever read, whatever a request asks for.
public struct PageArchive: Sendable {
  let root: String

  /// Where `/` leads to: `/documentation/cachecourse`.
  public let startPath: String

  public init(root: String, startPage: String = Catalog.startPage) {
    self.root = URL(filePath: root).resolvingSymlinksInPath().path
    startPath = "/documentation/" + startPage.lowercased()
  }

  func response(to request: HTTPRequest) -> HTTPResponse {
    guard request.method == "GET" || request.method == "HEAD" else {
      return HTTPResponse(.notAllowed, headers: [("Allow", "GET, HEAD")])
    }
    let path = request.target.prefix { $0 != "?" && $0 != "#" }
    guard path.first == "/", let decoded = String(path).removingPercentEncoding,
      !decoded.unicodeScalars.contains(where: { $0.value < 0x20 })
    else { return HTTPResponse(.badRequest) }
    if decoded == "/" { return HTTPResponse(.found, headers: [("Location", startPath)]) }
    // Divided after decoding: %2e%2e%2f means the same to whoever opens the file.
    let names = decoded.split(separator: "/").map(String.init).filter { $0 != "." }
    guard !names.contains(where: { $0.hasPrefix(".") }) else { return HTTPResponse(.notFound) }
    if let response = file(names) { return response }
    // The pages of the book are drawn by one page, whichever of them was asked for.
    let isPage = names.first == "documentation" && !(names.last?.contains(".") ?? false)
    return isPage ? file(["index.html"]) ?? HTTPResponse(.notFound) : HTTPResponse(.notFound)
  }

  private func file(_ names: [String]) -> HTTPResponse? {
    var path = ([root] + names).joined(separator: "/")
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    if isFolder.boolValue { path += "/index.html" }
    // A link must not lead out of the folder.
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    let facts = try? FileManager.default.attributesOfItem(atPath: real)
    guard real.hasPrefix(root + "/"), facts?[.type] as? FileAttributeType == .typeRegular,
      let body = FileManager.default.contents(atPath: real)
    else { return nil }
    return HTTPResponse(.ok, headers: [("Content-Type", Self.contentType(of: real))], body: body)
  }

  static func contentType(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.contains(".") ? name.split(separator: ".").last ?? "" : ""
    return contentTypes[ending.lowercased()] ?? "application/octet-stream"
  }

  private static let contentTypes = [
    "css": "text/css; charset=utf-8",
    "gif": "image/gif",
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "map": "application/json",
    "md": "text/markdown; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xml": "application/xml",
  ]
}
