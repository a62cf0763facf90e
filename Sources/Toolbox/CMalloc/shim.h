// The C library's allocator and its settings (mallopt(3)), which Swift's module of it leaves out.
#include <malloc.h>
