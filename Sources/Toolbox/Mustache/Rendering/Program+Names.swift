extension Program {
  /// Returns the dotted names below `field` of the page's record that instructions refer to. The
  /// name of `field` itself is left out.
  func names(below field: String) -> [[String]] {
    guard let slot = shape.slot(of: field) else { return [] }
    return instructions.filter {
      $0.code != .literal && $0.frame == 0 && Int($0.slot) == slot
    }.map(names)
  }

  private func names(of instruction: Instruction) -> [String] {
    let start = Int(instruction.path)
    return paths[start..<start + Int(instruction.pathCount)].compactMap {
      $0.shape.shape?.fields[$0.slot].name
    }
  }
}
