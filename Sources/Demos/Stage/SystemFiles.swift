#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files and output for demos without Foundation, which would double their build time.
enum SystemFiles {
  static func write(_ text: String, to path: String) throws(DemoFailure) {
    guard let file = fopen(path, "w") else { throw failure(path) }
    let isWritten = fputs(text, file) >= 0
    guard fclose(file) == 0, isWritten else { throw failure(path) }
  }

  /// Makes sure that the file can be written, and keeps its content.
  static func open(_ path: String) throws(DemoFailure) {
    guard let file = fopen(path, "a") else { throw failure(path) }
    fclose(file)
  }

  /// Prints at once, without waiting for the end of the line.
  static func print(_ text: String) {
    Swift.print(text, terminator: "")
    fflush(nil)
  }

  static func end(complaining words: String, code: Int32) -> Never {
    let line = "course: \(words)\n"
    // If this fails there is no way left to report it.
    _ = line.withCString { text in
      #if canImport(Glibc)
        Glibc.write(2, text, strlen(text))
      #elseif canImport(Musl)
        Musl.write(2, text, strlen(text))
      #else
        Darwin.write(2, text, strlen(text))
      #endif
    }
    exit(code)
  }

  private static func failure(_ path: String) -> DemoFailure {
    DemoFailure("\(path) cannot be written: \(String(cString: strerror(errno)))")
  }
}
