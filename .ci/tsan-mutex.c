// Tells the thread sanitizer what Swift's Mutex does on Linux when it is contended.
//
// The uncontended path of Mutex is inlined and instrumented. The contended one waits for a futex
// inside libswiftSynchronization, which is not instrumented, so the sanitizer misses that the lock
// was handed over and reports a race. These two functions take the place of the library's, add the
// missing note, and call them.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>
#include <stdint.h>

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef __attribute__((swiftcall)) void Lock(
    uint32_t thread, __attribute__((swift_context)) void *handle);
typedef __attribute__((swiftcall)) void Unlock(__attribute__((swift_context)) void *handle);

__attribute__((swiftcall)) void lockSlow(
    uint32_t thread, __attribute__((swift_context)) void *handle) __asm__(LOCK);
__attribute__((swiftcall)) void unlockSlow(
    __attribute__((swift_context)) void *handle) __asm__(UNLOCK);

__attribute__((swiftcall)) void lockSlow(
    uint32_t thread, __attribute__((swift_context)) void *handle) {
  Lock *real = (Lock *)dlsym(RTLD_NEXT, LOCK);
  real(thread, handle);
  __tsan_acquire(handle);
}

__attribute__((swiftcall)) void unlockSlow(__attribute__((swift_context)) void *handle) {
  Unlock *real = (Unlock *)dlsym(RTLD_NEXT, UNLOCK);
  __tsan_release(handle);
  real(handle);
}
