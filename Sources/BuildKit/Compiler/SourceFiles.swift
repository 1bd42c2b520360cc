import Foundation

/// The Swift files in a folder and in the folders below it, sorted, with their whole paths.
public func swiftFiles(in folder: String) -> [String] {
  let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
  return files.filter { $0.hasSuffix(".swift") }.sorted().map { "\(folder)/\($0)" }
}
