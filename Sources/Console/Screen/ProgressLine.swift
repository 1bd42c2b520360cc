import Drawing
import Foundation
import Synchronization

/// One line that says what a long step is doing, redrawn in place and gone when it ends.
///
/// It is shown only on a terminal, and only after a tenth of a second, so that quick steps do not
/// flicker. It counts the seconds of slow ones.
public final class ProgressLine: Sendable {
  private struct State {
    var text = ""
    var since = ContinuousClock.now
    var isShown = false
    var isOver = false
    var ticket: SignalHandler.Ticket?
  }

  private let state = Mutex(State())
  private let style: TextStyle
  private let isVisible: Bool

  public init(_ terminal: Terminal, isWanted: Bool = true) {
    style = terminal.style
    isVisible = isWanted && terminal.showsProgress
    guard isVisible else { return }
    let ticket = SignalHandler.beforeEnd { [weak self] in self?.end() }
    state.withLock { $0.ticket = ticket }
    Thread.detachNewThread { [weak self] in
      while let line = self, !line.isOver {
        Thread.sleep(forTimeInterval: Self.interval)
        line.draw()
      }
    }
  }

  private static let interval = 0.1

  /// Shows what is being done from now on.
  public func show(_ text: String) {
    guard isVisible else { return }
    state.withLock { state in
      state.text = text
      if state.isShown { render(&state) }
    }
  }

  /// Writes `text` where the line is; the line comes back below it.
  public func print(_ text: String, to terminal: Terminal) {
    state.withLock { state in
      clear(&state)
      terminal.write(text + "\n")
    }
  }

  /// Removes the line for good.
  public func end() {
    let ticket = state.withLock { state in
      clear(&state)
      state.isOver = true
      return state.ticket
    }
    if let ticket { SignalHandler.remove(ticket) }
  }

  private var isOver: Bool { state.withLock(\.isOver) }

  private func draw() {
    state.withLock { state in
      if !state.isOver, !state.text.isEmpty { render(&state) }
    }
  }

  private func render(_ state: inout State) {
    state.isShown = true
    let seconds = (ContinuousClock.now - state.since).components.seconds
    let text = seconds < 2 ? "\(state.text) …" : "\(state.text) …  \(seconds) s"
    let columns = POSIX.windowSize(POSIX.standardError)?.columns ?? 80
    POSIX.write(
      "\r" + style.dim(text.truncated(to: columns - 1)) + "\u{1B}[K",
      to: POSIX.standardError
    )
  }

  private func clear(_ state: inout State) {
    guard state.isShown else { return }
    state.isShown = false
    POSIX.write("\r\u{1B}[K", to: POSIX.standardError)
  }
}
