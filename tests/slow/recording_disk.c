/* Loaded before the C library: after `record(folder, log)` every change of a file or folder under `folder` is written to
   `log` in its order, with what was written and what was put on the disk, also by processes started afterwards. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

struct head { char kind[16]; uint64_t file, at, path_size, other_size, data_size; };
static int out = -1;
static char watched[PATH_MAX];

void record(const char *folder, const char *log) {
    out = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    strncpy(watched, folder, sizeof watched - 1);
    setenv("RECORDED_FOLDER", folder, 1);
    setenv("RECORDING", log, 1);
}
void stop_recording(void) { out = -1; unsetenv("RECORDING"); }
__attribute__((constructor)) static void join(void) {
    const char *folder = getenv("RECORDED_FOLDER"), *log = getenv("RECORDING");
    if (folder && log) record(folder, log);
}
static int inside(const char *path) {
    size_t size = strlen(watched);
    return out >= 0 && strncmp(path, watched, size) == 0 && (path[size] == '/' || path[size] == 0);
}
/* The absolute path of `path` as seen from the folder `from`; 0 where it is outside. */
static int whole(int from, const char *path, char *to) {
    char link[40], base[PATH_MAX];
    if (out < 0) return 0;
    if (path[0] == '/') { if (snprintf(to, PATH_MAX, "%s", path) >= PATH_MAX) return 0; }
    else {
        if (from == AT_FDCWD) { if (!getcwd(base, sizeof base)) return 0; }
        else {
            snprintf(link, sizeof link, "/proc/self/fd/%d", from);
            ssize_t size = readlink(link, base, sizeof base - 1);
            if (size < 0) return 0;
            base[size] = 0;
        }
        if (snprintf(to, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) return 0;
    }
    return inside(to);
}
static int opened(int fd, char *path, struct stat *about) {
    if (out < 0 || fd < 3 || fstat(fd, about) || !(S_ISREG(about->st_mode) || S_ISDIR(about->st_mode))) return 0;
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, PATH_MAX - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return inside(path);
}
static void note(const char *kind, uint64_t file, uint64_t at, const char *path, const char *other, const void *data,
                 size_t size) {
    struct head head = {{0}, file, at, strlen(path), strlen(other), size};
    strncpy(head.kind, kind, sizeof head.kind - 1);
    struct iovec parts[] = {{&head, sizeof head}, {(void *)path, head.path_size}, {(void *)other, head.other_size},
                            {(void *)data, size}};
    if (writev(out, parts, 4) < 0) abort();
}
#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, #name)

static void wrote(int fd, const void *from, ssize_t size, off_t at) {
    char path[PATH_MAX]; struct stat about;
    if (size > 0 && opened(fd, path, &about)) note("write", about.st_ino, at, path, "", from, size);
}
ssize_t write(int fd, const void *from, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    ssize_t done = real(fd, from, size);
    if (done > 0 && out >= 0) wrote(fd, from, done, lseek(fd, 0, SEEK_CUR) - done);
    return done;
}
ssize_t pwrite(int fd, const void *from, size_t size, off_t at) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    ssize_t done = real(fd, from, size, at);
    wrote(fd, from, done, at);
    return done;
}
ssize_t pwrite64(int fd, const void *from, size_t size, off64_t at) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    ssize_t done = real(fd, from, size, at);
    wrote(fd, from, done, at);
    return done;
}
static void copied(int to, ssize_t done) {
    char path[PATH_MAX], link[40]; struct stat about;
    if (done <= 0 || !opened(to, path, &about)) return;
    off_t at = lseek(to, 0, SEEK_CUR) - done;
    char *held = malloc(done);
    snprintf(link, sizeof link, "/proc/self/fd/%d", to);
    int again = open(link, O_RDONLY | O_CLOEXEC);
    if (!held || again < 0 || pread(again, held, done, at) != done) abort();
    close(again);
    wrote(to, held, done, at);
    free(held);
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t size) {
    REAL(ssize_t, sendfile64, int, int, off64_t *, size_t);
    ssize_t done = real(to, from, at, size);
    copied(to, done);
    return done;
}
ssize_t sendfile(int to, int from, off_t *at, size_t size) {
    REAL(ssize_t, sendfile, int, int, off_t *, size_t);
    ssize_t done = real(to, from, at, size);
    copied(to, done);
    return done;
}
static int synced(int fd, int done) {
    char path[PATH_MAX]; struct stat about;
    if (done == 0 && opened(fd, path, &about)) note("sync", about.st_ino, 0, path, "", "", 0);
    return done;
}
void sync(void) {
    REAL(void, sync, void);
    real();
    if (out >= 0) note("sync all", 0, 0, "", "", "", 0);
}
int fsync(int fd) { REAL(int, fsync, int); return synced(fd, real(fd)); }
int fdatasync(int fd) { REAL(int, fdatasync, int); return synced(fd, real(fd)); }
static int cut(int fd, off_t size, int done) {
    char path[PATH_MAX]; struct stat about;
    if (done == 0 && opened(fd, path, &about)) note("cut", about.st_ino, size, path, "", "", 0);
    return done;
}
int ftruncate(int fd, off_t size) { REAL(int, ftruncate, int, off_t); return cut(fd, size, real(fd, size)); }
int ftruncate64(int fd, off64_t size) { REAL(int, ftruncate64, int, off64_t); return cut(fd, size, real(fd, size)); }

static int moved(const char *kind, int from_folder, const char *from, int to_folder, const char *to, int done) {
    char one[PATH_MAX], two[PATH_MAX];
    int first = whole(from_folder, from, one), second = whole(to_folder, to, two);
    if (done == 0 && (first || second)) note(kind, 0, 0, one, two, "", 0);
    return done;
}
int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    return moved("rename", AT_FDCWD, from, AT_FDCWD, to, real(from, to));
}
int renameat(int one, const char *from, int two, const char *to) {
    REAL(int, renameat, int, const char *, int, const char *);
    return moved("rename", one, from, two, to, real(one, from, two, to));
}
int link(const char *from, const char *to) {
    REAL(int, link, const char *, const char *);
    return moved("link", AT_FDCWD, from, AT_FDCWD, to, real(from, to));
}
static int named(const char *kind, int folder, const char *path, int done) {
    char one[PATH_MAX];
    if (done == 0 && whole(folder, path, one)) note(kind, 0, 0, one, "", "", 0);
    return done;
}
int unlink(const char *path) { REAL(int, unlink, const char *); return named("unlink", AT_FDCWD, path, real(path)); }
int rmdir(const char *path) { REAL(int, rmdir, const char *); return named("rmdir", AT_FDCWD, path, real(path)); }
int unlinkat(int folder, const char *path, int flags) {
    REAL(int, unlinkat, int, const char *, int);
    return named(flags & AT_REMOVEDIR ? "rmdir" : "unlink", folder, path, real(folder, path, flags));
}
int mkdir(const char *path, mode_t mode) {
    REAL(int, mkdir, const char *, mode_t);
    return named("mkdir", AT_FDCWD, path, real(path, mode));
}
int mkdirat(int folder, const char *path, mode_t mode) {
    REAL(int, mkdirat, int, const char *, mode_t);
    return named("mkdir", folder, path, real(folder, path, mode));
}
/* Opening may make a file, or empty one. */
static int noted(int folder, const char *path, int flags, int there, int fd) {
    char one[PATH_MAX]; struct stat about;
    if (fd < 0 || !whole(folder, path, one) || fstat(fd, &about) || !S_ISREG(about.st_mode)) return fd;
    if (!there) note("create", about.st_ino, 0, one, "", "", 0);
    else if (flags & O_TRUNC) note("cut", about.st_ino, 0, one, "", "", 0);
    return fd;
}
static int is_there(int folder, const char *path) { return faccessat(folder, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0; }
#define MODE va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more)
int open64(const char *path, int flags, ...) {
    REAL(int, open64, const char *, int, ...);
    MODE;
    int there = is_there(AT_FDCWD, path);
    return noted(AT_FDCWD, path, flags, there, real(path, flags, mode));
}
int open(const char *path, int flags, ...) {
    REAL(int, open, const char *, int, ...);
    MODE;
    int there = is_there(AT_FDCWD, path);
    return noted(AT_FDCWD, path, flags, there, real(path, flags, mode));
}
int openat64(int folder, const char *path, int flags, ...) {
    REAL(int, openat64, int, const char *, int, ...);
    MODE;
    int there = is_there(folder, path);
    return noted(folder, path, flags, there, real(folder, path, flags, mode));
}
int openat(int folder, const char *path, int flags, ...) {
    REAL(int, openat, int, const char *, int, ...);
    MODE;
    int there = is_there(folder, path);
    return noted(folder, path, flags, there, real(folder, path, flags, mode));
}
