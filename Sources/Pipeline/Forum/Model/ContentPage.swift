package import Content

package struct ContentPage: Sendable {
  package let slug: Slug
  package let path: String
  package let url: String
  package let document: PageDocument
  package let references: References
}
