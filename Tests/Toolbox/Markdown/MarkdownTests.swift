import Testing

@Suite struct MarkdownTests {}
