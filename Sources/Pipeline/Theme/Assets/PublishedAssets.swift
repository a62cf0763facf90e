import Content
import Fingerprints
package import Mustache

/// The published files of a theme's assets.
///
/// The name of an asset to which a template refers as `{{assets.…}}` contains a part of the
/// fingerprint of its bytes. Browsers can cache it forever, because other bytes give another name.
/// All other assets keep their names, because a style sheet may refer to them.
package struct PublishedAssets: Sendable {
  package struct Copy: Sendable {
    /// Index in the theme's assets.
    package let asset: Int
    /// Path relative to the output folder.
    package let path: String
    /// Whether the name contains a fingerprint of the bytes.
    package let isContentHashed: Bool
  }

  package let copies: [Copy]
  private let tree: AssetTree
  private let hashedPaths: [String]

  /// - Parameters:
  ///   - names: the names by which templates refer to assets.
  ///   - linked: paths of the files that style sheets load.
  init(
    _ assets: [ThemeAsset], _ tree: AssetTree, named names: Set<[String]>, linked: Set<String>
  ) {
    self.tree = tree
    hashedPaths = assets.map(Self.hashedPath)
    var copies: [Copy] = []
    for (index, asset) in assets.enumerated() {
      let parts = AssetTree.names(of: asset)
      let isNamed = names.contains { parts.starts(with: $0) }
      if isNamed {
        copies.append(Copy(asset: index, path: hashedPaths[index], isContentHashed: true))
      }
      if !isNamed || linked.contains(asset.path) {
        copies.append(Copy(asset: index, path: asset.path, isContentHashed: false))
      }
    }
    self.copies = copies
  }

  /// Type of the record `assets` of templates.
  package var shape: Shape { tree.shape }

  /// Returns the record `assets` of templates. `prefix` is the path of the site.
  package func value(prefix: String, _ values: inout ValueArena) -> Value {
    tree.value(&values) { "\(prefix)/\(hashedPaths[$0])" }
  }

  /// Returns `assets/forum.0123456789.css` for `assets/forum.css`.
  private static func hashedPath(of asset: ThemeAsset) -> String {
    let path = asset.path
    let name = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    let dot = path[name...].lastIndex(of: ".") ?? path.endIndex
    let digits = String(asset.fingerprint.high, radix: 16)
    let hash = (String(repeating: "0", count: 16 - digits.count) + digits).prefix(10)
    return "\(path[..<dot]).\(hash)\(path[dot...])"
  }
}
