import Content
import Mustache

/// A theme's assets by the names that templates have for them: `assets/icons/leaf.svg` is
/// `{{assets.icons.leaf.svg}}`, which shows the URL of the published file.
struct AssetTree: Sendable {
  fileprivate enum Node {
    case file(Int)
    case folder(AssetTree)
  }

  /// What stands between the dots.
  let shape: Shape
  private let nodes: [Node]

  init(_ assets: [ThemeAsset]) {
    self.init(assets.enumerated().map { (AssetTree.names(of: $1)[...], $0) })
  }

  /// Of `a` and `a.css`, which cannot both be named, the first is.
  private init(_ files: [(names: ArraySlice<String>, index: Int)]) {
    var order: [String] = []
    var groups: [String: [(names: ArraySlice<String>, index: Int)]] = [:]
    for (names, index) in files {
      guard let first = names.first else { continue }
      if groups[first] == nil { order.append(first) }
      groups[first, default: []].append((names.dropFirst(), index))
    }
    nodes = order.map { name in
      let group = groups[name] ?? []
      if let file = group.first(where: \.names.isEmpty) { return .file(file.index) }
      return .folder(AssetTree(group))
    }
    shape = Shape(fields: zip(order, nodes).map { ($0, $1.kind) })
  }

  /// `["icons", "leaf", "svg"]`.
  static func names(of asset: ThemeAsset) -> [String] {
    asset.path.dropFirst("assets/".count).split { "/.".contains($0) }.map(String.init)
  }

  /// The record; `url` gives each file's.
  func value(_ values: inout ValueArena, _ url: (Int) -> String) -> Value {
    values.record(
      shape,
      of: nodes.map { node in
        switch node {
        case .file(let index): values.text(url(index))
        case .folder(let tree): tree.value(&values, url)
        }
      })
  }
}

extension AssetTree.Node {
  fileprivate var kind: Kind {
    switch self {
    case .file: .text
    case .folder(let tree): .record(tree.shape)
    }
  }
}
