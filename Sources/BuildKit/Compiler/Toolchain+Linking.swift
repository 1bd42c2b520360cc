extension Toolchain {
  /// The linker that `swiftc` should use, where another than its own choice is faster.
  public var linkerFlags: [String] { Platform.linkerFlags(beside: compiler) }

  /// Compiles files into a module and a library that programs find by their run path.
  ///
  /// - Parameters:
  ///   - others: The modules that this one uses.
  ///   - folder: Where their libraries are.
  public func buildLibrary(
    _ module: String,
    from files: [String],
    flags: [String],
    using others: [String],
    in folder: String,
    into place: String
  ) throws(KitFailure) -> Compilation {
    try compile(
      flags + linkerFlags + Platform.libraryFlags(of: module)
        + ["-parse-as-library", "-emit-library", "-emit-module", "-module-name", module]
        + ["-I", folder, "-L", folder] + others.map { "-l\($0)" }
        + ["-emit-module-path", "\(place)/\(module).swiftmodule"]
        + ["-o", "\(place)/\(Platform.libraryName(of: module))"] + files,
      into: place
    )
  }
}
