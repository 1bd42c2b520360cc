/// The loopback network, 127.0.0.1.
public enum Loopback {
  /// Whether a program can listen on a free port of 127.0.0.1.
  public static var canListen: Bool { POSIX.canListenOnLoopback() }
}
