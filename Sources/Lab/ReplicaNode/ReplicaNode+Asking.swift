extension Collection where Element == ReplicaNode, Self: Sendable {
  /// Asks all of the nodes at once; those that throw are left out.
  ///
  ///     for (node, report) in await nodes.answers({ try await $0.report() }) { … }
  ///
  /// Returns when the last of them has answered or thrown, with the nodes in their order.
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
