#define _GNU_SOURCE
#include "CMarkArena.h"

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Sizes in bytes. The first chunk is large enough for nearly every post. Later chunks double in
// size, so that a huge document needs few of them.
enum { FIRST_CHUNK = 256 << 10, LARGEST_CHUNK = 16 << 20, ALIGNMENT = 8 };

typedef struct chunk {
  struct chunk *previous;
  size_t capacity;  // Size of `memory` in bytes.
  size_t used;
  char memory[];
} chunk;

// Precedes each block. realloc needs the size.
typedef struct {
  size_t size;
} header;

static _Thread_local chunk *current;
static pthread_key_t at_thread_end;
static pthread_once_t key_created = PTHREAD_ONCE_INIT;

static void free_chunks(void *unused) {
  (void)unused;
  while (current) {
    chunk *previous = current->previous;
    free(current);
    current = previous;
  }
}

static void create_key(void) { pthread_key_create(&at_thread_end, free_chunks); }

static void out_of_memory(void) {
  fputs("forumgen: out of memory\n", stderr);
  abort();
}

static void add_chunk(size_t needed) {
  size_t capacity = FIRST_CHUNK;
  if (current) capacity = current->capacity < LARGEST_CHUNK / 2 ? 2 * current->capacity : LARGEST_CHUNK;
  if (capacity < needed) capacity = needed;
  if (capacity > SIZE_MAX - sizeof(chunk)) out_of_memory();
  chunk *added = malloc(sizeof(chunk) + capacity);
  if (!added) out_of_memory();
  added->previous = current;
  added->capacity = capacity;
  added->used = 0;
  current = added;
  // pthread calls the destructor only if the key has a value. Any non-null value will do.
  pthread_once(&key_created, create_key);
  pthread_setspecific(at_thread_end, &at_thread_end);
}

static size_t rounded(size_t size) {
  if (size > SIZE_MAX / 4) out_of_memory();
  return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static void *allocate(size_t size) {
  size_t needed = sizeof(header) + rounded(size);
  if (!current || current->capacity - current->used < needed) add_chunk(needed);
  header *block = (header *)(current->memory + current->used);
  current->used += needed;
  block->size = rounded(size);
  return block + 1;
}

static int is_last(header *block) {
  return current && (char *)(block + 1) + block->size == current->memory + current->used;
}

void *cmark_arena_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) out_of_memory();
  void *block = allocate(count * size);
  return memset(block, 0, count * size);
}

void *cmark_arena_realloc(void *old, size_t size) {
  if (!old) return allocate(size);
  header *block = (header *)old - 1;
  if (size <= block->size) return old;
  size_t more = rounded(size) - block->size;
  if (is_last(block) && current->capacity - current->used >= more) {
    current->used += more;
    block->size += more;
    return old;
  }
  return memcpy(allocate(size), old, block->size);
}

// Frees only the most recent block. This keeps short-lived buffers in the processor's cache.
void cmark_arena_free(void *old) {
  if (!old) return;
  header *block = (header *)old - 1;
  if (is_last(block)) current->used -= sizeof(header) + block->size;
}

cmark_arena_mark cmark_arena_get_mark(void) {
  if (!current) add_chunk(0);
  return (cmark_arena_mark){current, current->used};
}

void cmark_arena_release(cmark_arena_mark mark) {
  while (current && current != mark.chunk) {
    chunk *previous = current->previous;
    free(current);
    current = previous;
  }
  if (current) current->used = mark.used;
}

const void *cmark_find_bytes(const void *text, size_t length, const void *sought, size_t sought_length) {
  return memmem(text, length, sought, sought_length);
}
