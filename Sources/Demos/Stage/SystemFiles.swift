#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The little that a demo needs of the operating system; Foundation would double its build time.
enum SystemFiles {
  static func write(_ text: String, to path: String) throws(ShowingFailure) {
    guard let file = fopen(path, "w") else { throw failure(path) }
    let isWritten = fputs(text, file) >= 0
    guard fclose(file) == 0, isWritten else { throw failure(path) }
  }

  /// Makes sure that there is a file that can be written, and leaves what is in it.
  static func open(_ path: String) throws(ShowingFailure) {
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
    // What cannot be complained about cannot be helped either.
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

  private static func failure(_ path: String) -> ShowingFailure {
    ShowingFailure("\(path) cannot be written: \(String(cString: strerror(errno)))")
  }
}
