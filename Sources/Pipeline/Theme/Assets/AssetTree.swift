import Content
import Mustache

/// A theme's assets as a record for templates: `assets/icons/leaf.svg` is
/// `{{assets.icons.leaf.svg}}`, whose value is the URL of the published file.
struct AssetTree: Sendable {
  fileprivate enum Node {
    case file(Int)
    case folder(AssetTree)
  }

  /// Type of the record. Its fields are the names between the dots.
  let shape: Shape
  private let nodes: [Node]

  init(_ assets: [ThemeAsset]) {
    self.init(assets.enumerated().map { (AssetTree.names(of: $1)[...], $0) })
  }

  /// A file `a` hides `a.css`, because a field cannot be both a text and a record.
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

  /// Returns `["icons", "leaf", "svg"]` for `assets/icons/leaf.svg`.
  static func names(of asset: ThemeAsset) -> [String] {
    asset.path.dropFirst("assets/".count).split { "/.".contains($0) }.map(String.init)
  }

  /// Returns the record of all assets. `url` maps an asset's index to its URL.
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
  fileprivate var kind: FieldKind {
    switch self {
    case .file: .text
    case .folder(let tree): .record(tree.shape)
    }
  }
}
