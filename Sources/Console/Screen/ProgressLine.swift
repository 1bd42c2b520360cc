import Drawing
import Foundation
import Synchronization

/// One line that says what a long step is doing, redrawn in place and gone when it ends.
///
/// Only a terminal sees it. It appears after a tenth of a second, so that quick steps do not
/// flicker, and counts the seconds of slow ones.
public final class ProgressLine: Sendable {
  private struct State {
    var text = ""
    var since = ContinuousClock.now
    var isShown = false
    var isOver = false
    var ticket: Interruption.Ticket?
  }

  private let state = Mutex(State())
  private let style: TextStyle
  private let isVisible: Bool

  public init(_ terminal: Terminal, isWanted: Bool = true) {
    style = terminal.style
    isVisible = isWanted && terminal.showsProgress
    guard isVisible else { return }
    let ticket = Interruption.beforeEnd { [weak self] in self?.end() }
    state.withLock { $0.ticket = ticket }
    Thread.detachNewThread { [weak self] in
      while let line = self, !line.isOver {
        Thread.sleep(forTimeInterval: Self.interval)
        line.draw()
      }
    }
  }

  private static let interval = 0.1

  /// Says what goes on from now on.
  public func show(_ text: String) {
    guard isVisible else { return }
    state.withLock { state in
      state.text = text
      if state.isShown { render(&state) }
    }
  }

  /// Takes the line away while `text` is written to where it stood.
  public func print(_ text: String, to terminal: Terminal) {
    state.withLock { state in
      clear(&state)
      terminal.write(text + "\n")
    }
  }

  /// Takes the line away for good.
  public func end() {
    let ticket = state.withLock { state in
      clear(&state)
      state.isOver = true
      return state.ticket
    }
    if let ticket { Interruption.forget(ticket) }
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
    let columns = System.windowSize(System.standardError)?.columns ?? 80
    System.write(
      "\r" + style.dim(text.truncated(to: columns - 1)) + "\u{1B}[K",
      to: System.standardError
    )
  }

  private func clear(_ state: inout State) {
    guard state.isShown else { return }
    state.isShown = false
    System.write("\r\u{1B}[K", to: System.standardError)
  }
}
