import Content
import Fingerprints
package import Mustache

/// The files as which a theme's assets are published.
///
/// One that a template names by `{{assets.…}}` gets a part of its bytes' fingerprint into its name,
/// so that browsers may keep it for ever: other bytes, another name. One that nobody names so keeps
/// its own, for somebody may have written it down: a style sheet, say, that shows a picture.
package struct PublishedAssets: Sendable {
  package struct Copy: Sendable {
    /// Among the theme's assets.
    package let asset: Int
    /// Below the publish folder.
    package let path: String
    /// The name stands for the bytes.
    package let isLasting: Bool
  }

  package let copies: [Copy]
  private let tree: AssetTree
  private let lastingPaths: [String]

  /// - Parameters:
  ///   - names: the names by which templates refer to assets.
  ///   - linked: paths of the files that style sheets load.
  init(
    _ assets: [ThemeAsset], _ tree: AssetTree, named names: Set<[String]>, linked: Set<String>
  ) {
    self.tree = tree
    lastingPaths = assets.map(Self.lastingPath)
    var copies: [Copy] = []
    for (index, asset) in assets.enumerated() {
      let parts = AssetTree.names(of: asset)
      let isNamed = names.contains { parts.starts(with: $0) }
      if isNamed { copies.append(Copy(asset: index, path: lastingPaths[index], isLasting: true)) }
      if !isNamed || linked.contains(asset.path) {
        copies.append(Copy(asset: index, path: asset.path, isLasting: false))
      }
    }
    self.copies = copies
  }

  /// What templates know as `assets`.
  package var shape: Shape { tree.shape }

  /// The record of it. `prefix`: the path of the site.
  package func value(prefix: String, _ values: inout ValueArena) -> Value {
    tree.value(&values) { "\(prefix)/\(lastingPaths[$0])" }
  }

  /// Returns `assets/forum.0123456789.css` for `assets/forum.css`.
  private static func lastingPath(of asset: ThemeAsset) -> String {
    let path = asset.path
    let name = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    let dot = path[name...].lastIndex(of: ".") ?? path.endIndex
    let digits = String(asset.fingerprint.high, radix: 16)
    let hash = (String(repeating: "0", count: 16 - digits.count) + digits).prefix(10)
    return "\(path[..<dot]).\(hash)\(path[dot...])"
  }
}
