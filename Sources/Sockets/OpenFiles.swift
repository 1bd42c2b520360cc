/// Raises the number of files and sockets that this process may have open as far as `wanted`, if the
/// machine allows it.
///
/// Systems begin with 256 to 1024, which a server of thousands of connections exceeds.
///
/// - Returns: The number that may be open now.
@discardableResult
public func raiseOpenFileLimit(to wanted: Int) -> Int {
  SystemCalls.raiseOpenFileLimit(to: wanted)
}
