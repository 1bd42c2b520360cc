extension Exercise {
  static let respCodec = Exercise(
    "resp-codec",
    name: "RESPCodec",
    week: 3,
    title: "The wire: frames out of pieces",
    summary: "RESP2 written and read, however the network cuts it",
    hints: Hints(
      nudge: """
        Encoding is a table: begin there, and check it. For parsing, write down on paper what you \
        would have to remember if the bytes stopped right here: in a line, in a bulk string, in the \
        second element of an array inside an array. That list is the storage of your parser.
        """,
      concept: """
        Keep the bytes in a buffer with a position, and a position up to which you have searched \
        for the end of the line, so that no byte is searched twice. A bulk string whose length is \
        known waits for its bytes. Arrays whose elements are still coming lie on a stack: every \
        frame that is whole goes to the innermost, and when that is full it is a whole frame \
        itself. The height of the stack is the depth, so the limit is a comparison. Refuse a \
        length when you read it, before anything is done with it.
        """,
      almostCode: """
        Storage: `buffer`, `position`, `searched`, `bulkLength: Int?`, `open: [(count: Int, \
        elements: [RESPFrame])]`, `failure: FrameError?`. `next()` throws `failure` if there is \
        one; else `while let part = try nextPart() { if let whole = place(part) { return whole } \
        }`. `place` pops the innermost array, appends, pushes it back and returns nil unless its \
        count is reached; then it goes on with `.array(elements)` and the array around it. A bulk \
        string is there when `buffer.count - position - 2 >= length`. In `feed`, remove what was \
        used from the front only when it is more than half of the buffer.
        """
    ),
    demo: .none(
      because: "a codec has no behaviour over time to look at; redis-cli and nc show its bytes"
    )
  )
}
