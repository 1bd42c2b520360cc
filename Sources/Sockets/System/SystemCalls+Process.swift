#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension SystemCalls {
  /// Raises the number of descriptors that may be open as far as `wanted`, if the machine allows it.
  ///
  /// - Returns: The number that may be open now.
  static func raiseOpenFileLimit(to wanted: Int) -> Int {
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return 0 }
    var ceiling = limit.rlim_max
    #if canImport(Darwin)
      // The kernel there refuses more than this, whatever the hard limit says.
      ceiling = min(ceiling, rlim_t(OPEN_MAX))
    #endif
    let goal = min(rlim_t(clamping: wanted), ceiling)
    if limit.rlim_cur < goal {
      var raised = limit
      raised.rlim_cur = goal
      if setrlimit(resource, &raised) == 0 { limit = raised }
    }
    return Int(clamping: limit.rlim_cur)
  }

  /// Runs `body` on a thread of its own; false if there is none to be had.
  static func startThread(_ body: @escaping () -> Void) -> Bool {
    final class Body {
      let run: () -> Void
      init(_ run: @escaping () -> Void) { self.run = run }
    }
    let context = Unmanaged.passRetained(Body(body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    // Darwin gives a second thread 512 KiB, which a deep reply can use up.
    pthread_attr_setstacksize(&attributes, 8 << 20)
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(
        &thread,
        &attributes,
        { context in
          Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
          return nil
        },
        context.toOpaque()
      )
    #else
      var thread = pthread_t()
      let status = pthread_create(
        &thread,
        &attributes,
        { context in
          guard let context else { return nil }
          Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
          return nil
        },
        context.toOpaque()
      )
    #endif
    if status != 0 { context.release() }
    return status == 0
  }
}
