#if !canImport(Darwin)
  #if canImport(Glibc)
    import Glibc
  #else
    import Musl
  #endif

  /// The functions of `sys/epoll.h`.
  ///
  /// Swift's module of the C library leaves that header out, and a module map of our own would have
  /// to be known to everybody who compiles this. So the functions are looked up by name, once.
  struct Epoll {
    let create: @convention(c) (Int32) -> Int32
    let control: @convention(c) (Int32, Int32, Int32, UnsafeMutableRawPointer?) -> Int32
    let wait: @convention(c) (Int32, UnsafeMutableRawPointer?, Int32, Int32) -> Int32

    static let add: Int32 = 1
    static let modify: Int32 = 3
    static let reading: UInt32 = 1
    static let writing: UInt32 = 4

    // The kernel's `struct epoll_event`: 32 bits of flags and 64 of data, packed on x86-64 alone.
    #if arch(x86_64)
      static let numberOffset = 4
      static let eventSize = 12
    #else
      static let numberOffset = 8
      static let eventSize = 16
    #endif

    /// Looks the functions up; `nil` if the C library does not have them.
    init?() {
      let library = dlopen(nil, RTLD_NOW)
      guard let create = dlsym(library, "epoll_create1"), let control = dlsym(library, "epoll_ctl"),
        let wait = dlsym(library, "epoll_wait")
      else { return nil }
      self.create = unsafeBitCast(create, to: (@convention(c) (Int32) -> Int32).self)
      self.control = unsafeBitCast(
        control,
        to: (@convention(c) (Int32, Int32, Int32, UnsafeMutableRawPointer?) -> Int32).self
      )
      self.wait = unsafeBitCast(
        wait,
        to: (@convention(c) (Int32, UnsafeMutableRawPointer?, Int32, Int32) -> Int32).self
      )
    }
  }
#endif
