extension Exercise {
  static let singleFlight = Exercise(
    "single-flight",
    name: "SingleFlight",
    week: 2,
    kind: .fix,
    title: "One load for everybody who asks",
    summary: "callers that ask for the same key at the same time share one load",
    hints: Hints(
      nudge: """
        Write down what two callers do, line by line, in two columns, and let the other one go on \
        at every `await`. An actor runs one call at a time, but only from one `await` to the next. \
        What did the first caller look at before its `await`, and is it still true after it?
        """,
      concept: """
        Looking at the table and changing it must happen without an `await` between them: whoever \
        finds no flight puts one there before anybody else gets a turn, and that needs nothing but \
        starting a `Task`. The rest follows from one decision: the flight ends the flight. It, and \
        not one of the callers, takes itself out of the table, before anybody is woken, and only \
        if the table still holds this very flight. `await task.value` cannot be left early, so \
        callers who may leave need something else to wait on: a continuation each, kept with the \
        flight.
        """,
      almostCode: """
        A private `struct Flight` with a number, the `Task<Void, Never>` that loads, and an array of \
        callers: each a number and a `CheckedContinuation<Value, any Error>`. `value(for:load:)` \
        takes a number (a counter), then `withTaskCancellationHandler` around \
        `withCheckedThrowingContinuation`. In the continuation's body, which runs without an \
        `await`: if `Task.isCancelled`, resume with `CancellationError`; else find the flight or \
        make one, and append the caller. The flight's task awaits `load()`, then checks the \
        flight's number, sets `flights[key] = nil`, and only then resumes everybody. The \
        `onCancel` closure starts a `Task` that removes the caller of this number, resumes it \
        with `CancellationError`, and if nobody is left takes the flight out of the table and \
        cancels its task.
        """
    ),
    demo: .demo("stampede")
  )
}
