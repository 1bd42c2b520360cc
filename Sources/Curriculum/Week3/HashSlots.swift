extension Exercise {
  static let hashSlots = Exercise(
    "hash-slots",
    name: "HashSlots",
    week: 3,
    title: "Slots: the address in a key's name",
    summary: "a checksum, hash tags, and a map that learns from MOVED",
    hints: Hints(
      nudge: """
        Three small things hide in here, and each can be tried alone: a checksum of bytes, a rule \
        about braces, and a table. Begin with the checksum: it has a published check value, so you \
        know when it is right. Then draw the keys of the contract on paper and mark what counts in \
        each.
        """,
      concept: """
        A CRC is a long division without carries: shift the register one bit to the left, and \
        whenever the bit that falls out at the top was a 1, take the polynomial off with an \
        exclusive or. Each byte enters at the top of the register, eight shifts follow. For the \
        tag, look for the first `{`, then for the first `}` in what comes after it, and mind the \
        case in which nothing lies between. MOVED is news and belongs in the table; ASK is advice \
        for one request.
        """,
      almostCode: """
        For each byte: `register ^= UInt16(byte) << 8`, then eight times `register = register & \
        0x8000 == 0 ? register << 1 : register << 1 ^ 0x1021`. The tag: `guard let open = \
        bytes.firstIndex(of: UInt8(ascii: "{"))`, then `let rest = bytes[(open + 1)...]`, then \
        `rest.firstIndex(of: UInt8(ascii: "}"))`, which has to be greater than `rest.startIndex`. \
        The map is an array of 16,384 optional nodes, so a look-up is one subscript. Read a \
        redirection with `error.split(separator: " ", omittingEmptySubsequences: false)`, three \
        words, and `Int(words[1])`.
        """
    ),
    demo: .demo("ring")
  )
}
