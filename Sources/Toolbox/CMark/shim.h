// The system's libcmark (CommonMark 0.30), named to Swift. Only the Markdown room imports it.
#include <cmark.h>
