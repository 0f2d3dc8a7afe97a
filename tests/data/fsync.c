/* An fsync that fails with EIO as the file that FSYNC_FAULT names says: where it begins with f for files, with d for folders, with o
 * for a file once (a system that reports an error of writing reports it once: a second fsync of the same file succeeds). Where it begins
 * with k, the process is killed. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int fsync(int file) {
    const char *name = getenv("FSYNC_FAULT");
    FILE *said = name ? fopen(name, "r") : NULL;
    int fault = said ? fgetc(said) : EOF;
    if (said)
        fclose(said);
    struct stat about;
    if (fault != EOF && fstat(file, &about) == 0 && (fault == 'd' ? S_ISDIR(about.st_mode) : S_ISREG(about.st_mode))) {
        if (fault == 'k')
            raise(SIGKILL);
        if (fault == 'o')
            unlink(name);
        errno = EIO;
        return -1;
    }
    return syscall(SYS_fsync, file);
}
