extension Exercise {
  static let earlyRefresh = Exercise(
    "early-refresh",
    name: "EarlyRefresh",
    week: 2,
    title: "Early refresh: chance against the stampede",
    summary: "jittered lifetimes, and a refresh before expiry that chance decides",
    hints: Hints(
      nudge: """
        Write `isDue` first, and see what is left of it when no time remains: there it needs no \
        chance at all. Before that, the contract gives you a probability p. How do you turn a \
        number that is equally likely to lie anywhere between 0 and 1 into a yes with probability p?
        """,
      concept: """
        A number u from 0 up to 1 is below p with probability p, so the whole law is one \
        comparison of u with `exp(-(remaining / loadTime) / beta)`; a `Duration` divided by a \
        `Duration` is a `Double`. The natural exponential it is, not a power of ten. Jitter only \
        takes away: what goes is a random share of the share that may go. In the cache, a read \
        decides without waiting for anything: is the entry alive, is a load under way, does the \
        policy say yes? A load is a `Task` of its own, kept by key as long as it runs, so that \
        whoever comes next finds it; it reads the clock before and after.
        """,
      almostCode: """
        `isDue`: `if remaining <= .zero { return true }`, then `return Double.random(in: 0..<1, \
        using: &random) < exp(-(remaining / loadTime) / beta)`; dividing by zero makes that \
        probability 0. `jittered`: `lifetime - lifetime * (jitter * Double.random(in: 0...1, \
        using: &random))`. An entry has `value`, `loadTime` and `deadline: C.Instant`. A private \
        `sharedLoad(of:)` returns `loads[key]` if there is one; else it makes a `Task`, stores it \
        and returns it. In the task: `defer { loads[key] = nil }`, the clock, `try await \
        load(key)`, the clock again, the entry. `value(for:)`: `guard let entry = entries[key], \
        clock.now < entry.deadline else { return try await sharedLoad(of: key).value }`; if \
        `loads[key] == nil` and it is due, `_ = sharedLoad(of: key)`; return `entry.value`.
        """
    ),
    demo: .demo("early-refresh")
  )
}
