// Moves the clock of a program and of all that it starts by MOVED_CLOCK seconds: what it reads, the
// times of files, and how long it waits for a moment. To be preloaded (LD_PRELOAD); for glibc 2.33 or
// newer.
//
// Debian 12's libfaketime leaves the times of files as they are, so that each file would seem to be
// from another year, and makes Chromium twenty times as slow.

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

// The function that would have been called without this file.
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

// Waiting for a moment. A condition variable may be of the monotonic clock, which counts from the
// machine's start: no machine has run since 2001.

static struct timespec real(const struct timespec *moment) {
  struct timespec result = *moment;
  if (result.tv_sec > 1000000000) result.tv_sec -= offset;
  return result;
}

int pthread_cond_timedwait(
    pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex, const struct timespec *restrict until) {
  NEXT(pthread_cond_timedwait);
  struct timespec moment = real(until);
  return next(condition, mutex, &moment);
}

int pthread_mutex_timedlock(pthread_mutex_t *restrict mutex, const struct timespec *restrict until) {
  NEXT(pthread_mutex_timedlock);
  struct timespec moment = real(until);
  return next(mutex, &moment);
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict until) {
  NEXT(sem_timedwait);
  struct timespec moment = real(until);
  return next(semaphore, &moment);
}

// Times of files. (struct stat64 is struct stat on 64-bit machines.)

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

int utimes(const char *path, const struct timeval times[2]) {
  if (!times) return utimensat(AT_FDCWD, path, NULL, 0);
  struct timespec precise[2] = {
      {times[0].tv_sec, times[0].tv_usec * 1000}, {times[1].tv_sec, times[1].tv_usec * 1000}};
  return utimensat(AT_FDCWD, path, precise, 0);
}

int utime(const char *path, const struct utimbuf *times) {
  if (!times) return utimensat(AT_FDCWD, path, NULL, 0);
  struct timespec precise[2] = {{times->actime, 0}, {times->modtime, 0}};
  return utimensat(AT_FDCWD, path, precise, 0);
}
