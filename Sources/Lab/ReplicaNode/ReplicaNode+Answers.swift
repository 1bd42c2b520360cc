extension Collection where Element == ReplicaNode, Self: Sendable {
  /// Calls all nodes at once, and leaves out those that throw.
  ///
  ///     for (node, report) in await nodes.answers({ try await $0.report() }) { … }
  ///
  /// Returns when the last call has ended, with the answers in the order of the nodes.
  public func answers<Answer: Sendable>(
    _ ask: @escaping @Sendable (ReplicaNode) async throws -> Answer
  ) async -> [(node: ReplicaNode, answer: Answer)] {
    await withTaskGroup(of: (ReplicaNode, Answer?).self) { group in
      for node in self {
        group.addTask { (node, try? await ask(node)) }
      }
      var answers: [ReplicaNode: Answer] = [:]
      for await (node, answer) in group { answers[node] = answer }
      return compactMap { node in answers[node].map { (node, $0) } }
    }
  }
}
