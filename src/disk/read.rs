//! What there is, and what is in it.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustix::fs::OFlags;
use rustix::process::geteuid;

/// What there is under a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A pipe.
    Pipe,
    /// A device: reading it may never end.
    Device,
    /// A socket, or what else a system has.
    Other,
}

impl Kind {
    /// That of what is at `path`, behind symbolic links; `None` where there is nothing, or we may not look.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|about| about.file_type().into())
    }

    /// That of an open file, such as standard input.
    pub(crate) fn of_open(file: impl AsFd) -> Option<Self> {
        let file = File::from(file.as_fd().try_clone_to_owned().ok()?);
        file.metadata().ok().map(|about| about.file_type().into())
    }
}

impl From<FileType> for Kind {
    fn from(found: FileType) -> Self {
        match () {
            () if found.is_file() => Self::File,
            () if found.is_dir() => Self::Folder,
            () if found.is_fifo() => Self::Pipe,
            () if found.is_char_device() || found.is_block_device() => Self::Device,
            () => Self::Other,
        }
    }
}

/// A file that was opened, and what was known of it then.
#[derive(Debug)]
pub(crate) struct Opened {
    /// To be read.
    pub(crate) file: File,
    /// What it is.
    pub(crate) kind: Kind,
    /// Bytes in it.
    pub(crate) size: u64,
}

/// Opens whatever is at `path`. Of a pipe that waits for its other end.
pub(crate) fn open(path: &Path) -> io::Result<Opened> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    Ok(Opened { kind: about.file_type().into(), size: about.len(), file })
}

/// There is a folder, a pipe or a device where a regular file is wanted.
#[derive(Debug, thiserror::Error)]
#[error("is not a regular file")]
pub(crate) struct NotAFile;

impl NotAFile {
    /// Whether that is what the error says.
    pub(crate) fn is_it(error: &io::Error) -> bool {
        error.get_ref().and_then(|error| error.downcast_ref::<Self>()).is_some()
    }
}

/// Opens a regular file: a pipe or a device might never answer, and is refused with [`NotAFile`].
pub(crate) fn open_regular(path: &Path) -> io::Result<File> {
    let regular = |found: FileType| if found.is_file() { Ok(()) } else { Err(io::Error::other(NotAFile)) };
    regular(fs::metadata(path)?.file_type())?;
    // Opening a pipe waits for its other end, and it may have become one since.
    let flags = OFlags::NONBLOCK.bits().cast_signed();
    let file = File::options().read(true).custom_flags(flags).open(path)?;
    regular(file.metadata()?.file_type()).map(|()| file)
}

/// The bytes of a regular file.
pub(crate) fn read_regular(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_all(&open_regular(path)?, limit)
}

/// The bytes of a file of any kind.
pub(crate) fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_all(&File::open(path)?, limit)
}

/// The bytes of an open file. More than `limit` are refused with the kind `FileTooLarge`.
pub(crate) fn read_all(file: &File, limit: u64) -> io::Result<Vec<u8>> {
    let size = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or_default());
    // Whatever its size was said to be: it may grow meanwhile.
    if size > limit || file.take(limit + 1).read_to_end(&mut bytes)? as u64 > limit {
        let said = format!("is larger than the {} MiB that are read", limit >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, said));
    }
    Ok(bytes)
}

/// The text of a file. What is not UTF-8 is refused with the kind `InvalidData`.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    fs::read_to_string(path)
}

/// What is in a folder; nothing where it cannot be read.
pub(crate) fn list(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

/// When a regular file of the user's own was changed last; `None` of any other, a link among them.
pub(crate) fn modified(path: &Path) -> Option<SystemTime> {
    let about = fs::symlink_metadata(path).ok().filter(|about| about.is_file() && is_own(about))?;
    Some(about.modified().unwrap_or(SystemTime::UNIX_EPOCH))
}

/// Whether it is the user's own.
pub(super) fn is_own(about: &fs::Metadata) -> bool {
    about.uid() == geteuid().as_raw()
}

/// The terminal that the program was started from, to be read and written, wherever standard input and output go.
pub(crate) fn terminal() -> io::Result<File> {
    File::options().read(true).write(true).open("/dev/tty")
}
