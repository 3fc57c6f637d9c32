/* Loaded before the C library: after `arm(n, code)` the n-th change of a file or folder fails with `code`, as on a
   disk that is full, failing or read-only. Standard output, pipes and terminals go on working. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long left = 0, seen = 0;
static int code = 0, lasting = 0;

void arm(long n, int with, int stays) { left = n; seen = 0; code = with; lasting = stays; }
long counted(void) { return seen; }

static int fails(void) {
    seen++;
    if (left <= 0) return 0;
    if (left == 1) {
        if (!lasting) left = 0;
        errno = code;
        return 1;
    }
    left--;
    return 0;
}
static int on_disk(int fd) {
    struct stat about;
    return fd > 2 && fstat(fd, &about) == 0 && (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode));
}
#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *from, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    return on_disk(fd) && fails() ? -1 : real(fd, from, size);
}
ssize_t pwrite(int fd, const void *from, size_t size, off_t at) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    return on_disk(fd) && fails() ? -1 : real(fd, from, size, at);
}
ssize_t pwrite64(int fd, const void *from, size_t size, off64_t at) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    return on_disk(fd) && fails() ? -1 : real(fd, from, size, at);
}
int fsync(int fd) { REAL(int, fsync, int); return on_disk(fd) && fails() ? -1 : real(fd); }
int fdatasync(int fd) { REAL(int, fdatasync, int); return on_disk(fd) && fails() ? -1 : real(fd); }
int ftruncate64(int fd, off64_t size) {
    REAL(int, ftruncate64, int, off64_t);
    return on_disk(fd) && fails() ? -1 : real(fd, size);
}
int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    return fails() ? -1 : real(from, to);
}
int mkdir(const char *path, mode_t mode) {
    REAL(int, mkdir, const char *, mode_t);
    return fails() ? -1 : real(path, mode);
}
int link(const char *from, const char *to) {
    REAL(int, link, const char *, const char *);
    return fails() ? -1 : real(from, to);
}
static int opening(int flags) { return (flags & O_CREAT) && fails(); }
int open64(const char *path, int flags, ...) {
    REAL(int, open64, const char *, int, ...);
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more);
    return opening(flags) ? -1 : real(path, flags, mode);
}
int open(const char *path, int flags, ...) {
    REAL(int, open, const char *, int, ...);
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more);
    return opening(flags) ? -1 : real(path, flags, mode);
}
