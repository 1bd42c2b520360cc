// glibc tells what it has allocated in a header that Swift's module of it leaves out.
#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
#endif
