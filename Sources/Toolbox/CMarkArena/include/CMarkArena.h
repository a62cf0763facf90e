// An arena allocator for libcmark. The memory of a parsed tree is released as a whole, which avoids
// a malloc and a free for each node.
//
// Each thread has one arena, because libcmark's allocator interface has no context pointer. The
// arena is freed when its thread ends.
#ifndef CMARK_ARENA_H
#define CMARK_ARENA_H

#include <stddef.h>

/// A position in the arena of the current thread.
typedef struct {
  void *chunk;
  size_t used;
} cmark_arena_mark;

/// The functions of a `cmark_mem`. They abort if no memory is left, because libcmark does not check
/// their results.
void *cmark_arena_calloc(size_t count, size_t size);
void *cmark_arena_realloc(void *block, size_t size);
void cmark_arena_free(void *block);

/// Returns the current position. `cmark_arena_release` frees everything allocated after it.
cmark_arena_mark cmark_arena_get_mark(void);

/// Frees everything allocated on this thread since `mark` was taken. Marks can be nested.
void cmark_arena_release(cmark_arena_mark mark);

/// Returns the first occurrence of `sought` in `text`, or null. Calls memmem(3), which Swift's
/// Glibc module does not export.
const void *cmark_find_bytes(const void *text, size_t length, const void *sought, size_t sought_length);

#endif
