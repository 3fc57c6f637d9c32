/* Loaded before the C library: after `arm(n, code, stays, reads)` the n-th change of a file or folder fails with `code`,
   as on a disk that is full, failing or read-only; with `reads` the n-th reading of a file under `watched` does.
   Standard output, pipes and terminals go on working. Processes started afterwards count on where this one was. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

struct disk { long left, seen; int code, stays, reads; char watched[400]; };
static struct disk nobody, *disk = &nobody;

static void map(int fd) {
    void *shared = mmap(NULL, sizeof(struct disk), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (shared != MAP_FAILED) disk = shared;
}
__attribute__((constructor)) static void join(void) {
    const char *number = getenv("FAULTY_DISK");
    char path[64];
    if (!number) return;
    snprintf(path, sizeof path, "/proc/%s", number);
    int fd = open(path, O_RDWR);
    if (fd >= 0) { map(fd); close(fd); }
}
/* Begin to count together with the processes that this one starts. */
void share(const char *watched) {
    char self[64];
    int fd = memfd_create("faulty_disk", 0);
    if (fd < 0 || ftruncate(fd, sizeof(struct disk))) abort();
    map(fd);
    strncpy(disk->watched, watched, sizeof disk->watched - 1);
    snprintf(self, sizeof self, "%d/fd/%d", getpid(), fd);
    setenv("FAULTY_DISK", self, 1);
}
void arm(long n, int code, int stays, int reads) {
    disk->left = n; disk->seen = 0; disk->code = code; disk->stays = stays; disk->reads = reads;
}
long counted(void) { return disk->seen; }

static int fails(int reading) {
    if (reading != disk->reads) return 0;
    disk->seen++;
    if (disk->left <= 0) return 0;
    if (disk->left == 1) {
        if (!disk->stays) disk->left = 0;
        errno = disk->code;
        return 1;
    }
    disk->left--;
    return 0;
}
/* A full disk still lets go of files and changes their rights. */
static int refuses(void) { return disk->code != ENOSPC && fails(0); }
static int on_disk(int fd) {
    struct stat about;
    return fd > 2 && fstat(fd, &about) == 0 && (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode));
}
static int unreadable(int fd) {
    char link[40], path[500];
    if (!disk->reads || !on_disk(fd)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return strncmp(path, disk->watched, strlen(disk->watched)) == 0 && fails(1);
}
#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *from, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    return on_disk(fd) && fails(0) ? -1 : real(fd, from, size);
}
ssize_t pwrite(int fd, const void *from, size_t size, off_t at) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    return on_disk(fd) && fails(0) ? -1 : real(fd, from, size, at);
}
ssize_t pwrite64(int fd, const void *from, size_t size, off64_t at) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    return on_disk(fd) && fails(0) ? -1 : real(fd, from, size, at);
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t size) {
    REAL(ssize_t, sendfile64, int, int, off64_t *, size_t);
    return on_disk(to) && fails(0) ? -1 : real(to, from, at, size);
}
ssize_t sendfile(int to, int from, off_t *at, size_t size) {
    REAL(ssize_t, sendfile, int, int, off_t *, size_t);
    return on_disk(to) && fails(0) ? -1 : real(to, from, at, size);
}
ssize_t read(int fd, void *to, size_t size) {
    REAL(ssize_t, read, int, void *, size_t);
    return unreadable(fd) ? -1 : real(fd, to, size);
}
ssize_t pread(int fd, void *to, size_t size, off_t at) {
    REAL(ssize_t, pread, int, void *, size_t, off_t);
    return unreadable(fd) ? -1 : real(fd, to, size, at);
}
ssize_t pread64(int fd, void *to, size_t size, off64_t at) {
    REAL(ssize_t, pread64, int, void *, size_t, off64_t);
    return unreadable(fd) ? -1 : real(fd, to, size, at);
}
int fsync(int fd) { REAL(int, fsync, int); return on_disk(fd) && fails(0) ? -1 : real(fd); }
int fdatasync(int fd) { REAL(int, fdatasync, int); return on_disk(fd) && fails(0) ? -1 : real(fd); }
int ftruncate(int fd, off_t size) {
    REAL(int, ftruncate, int, off_t);
    return on_disk(fd) && fails(0) ? -1 : real(fd, size);
}
int ftruncate64(int fd, off64_t size) {
    REAL(int, ftruncate64, int, off64_t);
    return on_disk(fd) && fails(0) ? -1 : real(fd, size);
}
int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    return fails(0) ? -1 : real(from, to);
}
int mkdir(const char *path, mode_t mode) {
    REAL(int, mkdir, const char *, mode_t);
    return fails(0) ? -1 : real(path, mode);
}
int link(const char *from, const char *to) {
    REAL(int, link, const char *, const char *);
    return fails(0) ? -1 : real(from, to);
}
int unlink(const char *path) { REAL(int, unlink, const char *); return refuses() ? -1 : real(path); }
int rmdir(const char *path) { REAL(int, rmdir, const char *); return refuses() ? -1 : real(path); }
int unlinkat(int folder, const char *path, int flags) {
    REAL(int, unlinkat, int, const char *, int);
    return refuses() ? -1 : real(folder, path, flags);
}
int chmod(const char *path, mode_t mode) {
    REAL(int, chmod, const char *, mode_t);
    return refuses() ? -1 : real(path, mode);
}
int fchmod(int fd, mode_t mode) {
    REAL(int, fchmod, int, mode_t);
    return on_disk(fd) && refuses() ? -1 : real(fd, mode);
}
static int opening(int flags) { return (flags & O_CREAT) && fails(0); }
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
