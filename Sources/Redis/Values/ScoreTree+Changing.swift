extension ScoreTree.Node {
  private static var width: Int { ScoreTree.width }

  /// Adds a member below this node; when the node gets too wide it returns its right part.
  mutating func insert(_ item: ScoredMember) -> ScoreTree.Node? {
    count += 1
    let place = items.partition { $0 < item }
    if isLeaf {
      items.insert(item, at: place)
      return items.count > Self.width ? split(insertedAt: place) : nil
    }
    let child = max(0, place - 1)
    if place == 0 { items[0] = item }
    guard let sibling = children[child].insert(item) else { return nil }
    items.insert(sibling.items[0], at: child + 1)
    children.insert(sibling, at: child + 1)
    return children.count > Self.width ? split(insertedAt: child + 1) : nil
  }

  /// Cuts the node in two, in the middle or, where members come in ascending order, near the end:
  /// the left part will hardly get another one.
  private mutating func split(insertedAt place: Int) -> ScoreTree.Node {
    let cut = place == items.count - 1 ? items.count - 1 : items.count / 2
    var right = ScoreTree.Node(items: [], count: 0)
    right.items.reserveCapacity(Self.width + 1)
    right.items.append(contentsOf: items[cut...])
    items.removeSubrange(cut...)
    if !isLeaf {
      right.children.append(contentsOf: children[cut...])
      children.removeSubrange(cut...)
      right.recount()
      recount()
    } else {
      right.count = right.items.count
      count = items.count
    }
    return right
  }

  private mutating func recount() {
    count = children.reduce(0) { $0 + $1.count }
  }

  /// Removes a member from below this node.
  mutating func remove(_ item: ScoredMember) {
    count -= 1
    if isLeaf {
      let place = items.partition { $0 < item }
      precondition(place < items.count && items[place] == item, "the tree has no such member")
      items.remove(at: place)
      return
    }
    let child = items.partition { $0 <= item } - 1
    children[child].remove(item)
    if children[child].count == 0 {
      children.remove(at: child)
      items.remove(at: child)
    } else {
      items[child] = children[child].items[0]
      if children[child].items.count < Self.width / 4 { join(child) }
    }
  }

  /// Puts a child that has become narrow together with a neighbour, if they fit into one.
  private mutating func join(_ child: Int) {
    let left = child + 1 < children.count ? child : child - 1
    guard left >= 0 else { return }
    let right = left + 1
    let width = children[left].items.count + children[right].items.count
    guard width <= Self.width * 3 / 4 else { return }
    let absorbed = children.remove(at: right)
    items.remove(at: right)
    children[left].items.append(contentsOf: absorbed.items)
    children[left].children.append(contentsOf: absorbed.children)
    children[left].count += absorbed.count
  }
}
