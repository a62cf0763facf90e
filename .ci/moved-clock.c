// Preloaded (LD_PRELOAD), moves the clock by MOVED_CLOCK seconds for a program and its children:
// the time that they read, file times, and the deadlines of waits. For glibc 2.33 or newer on 64-bit
// machines. Programs without the C library, such as Go programs, read the real clock.
//
// libfaketime of Debian 12 does not move file times, so that each file would seem to be of another
// year, and makes Chromium twenty times as slow.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <utime.h>

static time_t offset;

__attribute__((constructor)) static void read_offset(void) {
  const char *text = getenv("MOVED_CLOCK");
  offset = text ? strtoll(text, NULL, 10) : 0;
}

// The function of this name in the C library.
#define NEXT(name) \
  static __typeof__(&name) next; \
  if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

// Reading the clock.

static int moves(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  NEXT(clock_gettime);
  int status = next(clock, now);
  if (status == 0 && moves(clock)) now->tv_sec += offset;
  return status;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  NEXT(gettimeofday);
  int status = next(now, zone);
  if (status == 0) now->tv_sec += offset;
  return status;
}

int timespec_get(struct timespec *now, int base) {
  return base == TIME_UTC && clock_gettime(CLOCK_REALTIME, now) == 0 ? base : 0;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME_COARSE, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}

// Deadlines of waits. A condition variable may use the monotonic clock, which counts from the start
// of the machine: values below 1,000,000,000 s (2001) are not moved.

static struct timespec real(const struct timespec *moment) {
  struct timespec result = *moment;
  time_t moved;
  if (result.tv_sec > 1000000000 && !__builtin_sub_overflow(result.tv_sec, offset, &moved)) {
    result.tv_sec = moved;
  }
  return result;
}

int pthread_cond_timedwait(
    pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex, const struct timespec *restrict until) {
  NEXT(pthread_cond_timedwait);
  struct timespec moment = real(until);
  return next(condition, mutex, &moment);
}

int pthread_cond_clockwait(
    pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex, clockid_t clock,
    const struct timespec *restrict until) {
  NEXT(pthread_cond_clockwait);
  struct timespec moment = real(until);
  return next(condition, mutex, clock, &moment);
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *until, struct timespec *rest) {
  NEXT(clock_nanosleep);
  struct timespec moment = flags & TIMER_ABSTIME ? real(until) : *until;
  return next(clock, flags, &moment, rest);
}

int pthread_mutex_timedlock(pthread_mutex_t *restrict mutex, const struct timespec *restrict until) {
  NEXT(pthread_mutex_timedlock);
  struct timespec moment = real(until);
  return next(mutex, &moment);
}

int sem_clockwait(sem_t *restrict semaphore, clockid_t clock, const struct timespec *restrict until) {
  NEXT(sem_clockwait);
  struct timespec moment = real(until);
  return next(semaphore, clock, &moment);
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict until) {
  NEXT(sem_timedwait);
  struct timespec moment = real(until);
  return next(semaphore, &moment);
}

// File times. On 64-bit machines, struct stat64 is the same as struct stat.

static int moved(int status, struct stat *file) {
  if (status == 0) {
    file->st_atim.tv_sec += offset;
    file->st_mtim.tv_sec += offset;
    file->st_ctim.tv_sec += offset;
  }
  return status;
}

#define STAT(name, parameters, arguments) \
  int name parameters { \
    NEXT(name); \
    return moved(next arguments, (struct stat *)file); \
  }

STAT(stat, (const char *restrict path, struct stat *restrict file), (path, file))
STAT(lstat, (const char *restrict path, struct stat *restrict file), (path, file))
STAT(fstat, (int number, struct stat *file), (number, file))
STAT(fstatat, (int folder, const char *restrict path, struct stat *restrict file, int flags),
     (folder, path, file, flags))
STAT(stat64, (const char *restrict path, struct stat64 *restrict file), (path, file))
STAT(lstat64, (const char *restrict path, struct stat64 *restrict file), (path, file))
STAT(fstat64, (int number, struct stat64 *file), (number, file))
STAT(fstatat64, (int folder, const char *restrict path, struct stat64 *restrict file, int flags),
     (folder, path, file, flags))

int statx(int folder, const char *restrict path, int flags, unsigned mask, struct statx *restrict file) {
  NEXT(statx);
  int status = next(folder, path, flags, mask, file);
  if (status == 0) {
    file->stx_atime.tv_sec += offset;
    file->stx_mtime.tv_sec += offset;
    file->stx_ctime.tv_sec += offset;
    file->stx_btime.tv_sec += offset;
  }
  return status;
}

static const struct timespec *unmoved(const struct timespec given[2], struct timespec result[2]) {
  if (!given) return NULL;
  for (int i = 0; i < 2; i++) {
    result[i] = given[i];
    if (given[i].tv_nsec != UTIME_NOW && given[i].tv_nsec != UTIME_OMIT) result[i].tv_sec -= offset;
  }
  return result;
}

int utimensat(int folder, const char *path, const struct timespec times[2], int flags) {
  NEXT(utimensat);
  struct timespec result[2];
  return next(folder, path, unmoved(times, result), flags);
}

int futimens(int number, const struct timespec times[2]) {
  NEXT(futimens);
  struct timespec result[2];
  return next(number, unmoved(times, result));
}

static const struct timespec *precise(const struct timeval given[2], struct timespec result[2]) {
  if (!given) return NULL;
  for (int i = 0; i < 2; i++) result[i] = (struct timespec){given[i].tv_sec, given[i].tv_usec * 1000};
  return result;
}

int utimes(const char *path, const struct timeval times[2]) {
  struct timespec result[2];
  return utimensat(AT_FDCWD, path, precise(times, result), 0);
}

int lutimes(const char *path, const struct timeval times[2]) {
  struct timespec result[2];
  return utimensat(AT_FDCWD, path, precise(times, result), AT_SYMLINK_NOFOLLOW);
}

int futimes(int number, const struct timeval times[2]) {
  struct timespec result[2];
  return futimens(number, precise(times, result));
}

int utime(const char *path, const struct utimbuf *times) {
  if (!times) return utimensat(AT_FDCWD, path, NULL, 0);
  struct timespec result[2] = {{times->actime, 0}, {times->modtime, 0}};
  return utimensat(AT_FDCWD, path, result, 0);
}
