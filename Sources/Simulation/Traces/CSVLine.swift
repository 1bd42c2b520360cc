/// A line of comma-separated fields; one is the key, another may be the size.
///
/// A field may be quoted as RFC 4180 says, with quotes inside it doubled, but it may not contain a
/// line break.
struct CSVLine: LineFormat {
  private let key: TraceFormat.Column
  private let size: TraceFormat.Column?
  /// The indices of columns given by name, known once the header has been read.
  private var keyIndex: Int?
  private var sizeIndex: Int?

  init(key: TraceFormat.Column, size: TraceFormat.Column?) {
    self.key = key
    self.size = size
    if case .number(let number) = key { keyIndex = number - 1 }
    if case .number(let number) = size { sizeIndex = number - 1 }
  }

  mutating func read(
    _ line: ArraySlice<UInt8>,
    number: Int,
    into batch: inout TraceBatch
  ) throws(TraceError) {
    guard !line.isEmpty else { throw TraceError(line: number, "empty, and fields were expected") }
    let fields = try Self.fields(line, number)
    guard let keyIndex, size == nil || sizeIndex != nil else {
      keyIndex = try index(of: key, in: fields)
      if let size { sizeIndex = try index(of: size, in: fields) }
      return
    }
    let text = try field(keyIndex, of: fields, number)
    guard !text.isEmpty else { throw TraceError(line: number, "the key in it is empty") }
    var bytes = 1
    if let sizeIndex {
      let text = String(decoding: try field(sizeIndex, of: fields, number), as: UTF8.self)
      guard let given = Int(text), given >= 0 else {
        throw TraceError(line: number, "the size \"\(text)\" is not a whole number")
      }
      bytes = given
    }
    batch.append(TraceKey.number(of: text), size: bytes)
  }

  private func index(
    of column: TraceFormat.Column,
    in header: [ArraySlice<UInt8>]
  ) throws(TraceError) -> Int {
    switch column {
    case .number(let number): return number - 1
    case .name(let name):
      if let index = header.firstIndex(where: { Array(name.utf8) == Array($0) }) { return index }
      let names = header.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ", ")
      throw TraceError(line: 1, "no column is called \"\(name)\"; there are \(names)")
    }
  }

  private func field(
    _ index: Int,
    of fields: [ArraySlice<UInt8>],
    _ number: Int
  ) throws(TraceError) -> ArraySlice<UInt8> {
    guard fields.indices.contains(index) else {
      let count = fields.count == 1 ? "1 field" : "\(fields.count) fields"
      throw TraceError(line: number, "it has \(count), and column \(index + 1) was asked for")
    }
    return fields[index].trimmed
  }

  private static func fields(
    _ line: ArraySlice<UInt8>,
    _ number: Int
  ) throws(TraceError) -> [ArraySlice<UInt8>] {
    let (comma, quote) = (UInt8(ascii: ","), UInt8(ascii: "\""))
    guard line.contains(quote) else {
      return line.split(separator: comma, omittingEmptySubsequences: false)
    }
    var fields: [ArraySlice<UInt8>] = []
    var field: [UInt8] = []
    var isQuoted = false
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      let isDoubled = byte == quote && line[index...].dropFirst().first == quote
      if isQuoted, isDoubled {
        field.append(quote)
        index += 1
      } else if byte == quote, isQuoted || field.isEmpty {
        isQuoted.toggle()
      } else if byte == comma, !isQuoted {
        fields.append(field[...])
        field = []
      } else {
        field.append(byte)
      }
      index += 1
    }
    guard !isQuoted else { throw TraceError(line: number, "a quote is opened and never closed") }
    return fields + [field[...]]
  }
}
