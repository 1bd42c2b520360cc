import Foundation

/// One line of what the harness reports; the harness writes the same names.
struct CheckEvent: Decodable {
  enum Kind: String, Decodable { case started, failed, skipped, finished, ended }

  let kind: Kind
  let check: String
  let message: String?
  let file: String?
  let line: Int?
  let seconds: Double?
  let nonce: String
}

/// Puts pieces of a stream together to lines, and believes those that carry the run's number.
struct EventReader {
  let nonce: String
  private var pending = Data()

  init(nonce: String) { self.nonce = nonce }

  mutating func events(in piece: Data) -> [CheckEvent] {
    pending += piece
    guard let end = pending.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    let lines = pending[..<end].split(separator: UInt8(ascii: "\n"))
    pending = Data(pending[(end + 1)...])
    let decoder = JSONDecoder()
    return lines.compactMap { try? decoder.decode(CheckEvent.self, from: Data($0)) }
      .filter { $0.nonce == nonce }
  }
}
