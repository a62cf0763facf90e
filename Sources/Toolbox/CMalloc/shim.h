// The allocator settings of the C library (mallopt(3)), which Swift's Glibc module does not export.
#include <malloc.h>
