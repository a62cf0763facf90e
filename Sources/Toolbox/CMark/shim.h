// Exposes the system's libcmark (CommonMark 0.30) to Swift. Only the Markdown module imports it.
#include <cmark.h>
