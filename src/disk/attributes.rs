//! What a file has besides its content: extended attributes and, on Linux, the access list that is one of them. macOS has attributes, by
//! the same calls, but that was never tried. The BSDs do without.

pub(super) use system::take_attributes;
pub(crate) use system::{attribute, set_attribute};

#[cfg(any(target_os = "linux", target_os = "macos"))]
mod system {
    use std::fs::{File, Permissions};
    use std::io;
    use std::os::fd::AsFd;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::path::Path;

    use rustix::fs::{XattrFlags, fgetxattr, fsetxattr, getxattr, listxattr};

    /// The access list.
    const LIST: &[u8] = b"system.posix_acl_access";

    /// Gives an open file an attribute; where it can have none, nothing is done.
    pub(crate) fn set_attribute(file: impl AsFd, name: &str, value: &[u8]) {
        let _ = fsetxattr(file, name, value, XattrFlags::empty());
    }

    /// The bytes of an attribute of an open file, as far as there is room; none where it has no such attribute.
    pub(crate) fn attribute(file: impl AsFd, name: &str, room: &mut [u8]) -> usize {
        let size = room.len();
        fgetxattr(file, name, room).unwrap_or(0).min(size)
    }

    /// Gives a new file the access list and the user's attributes of the old one, as far as the system lets us. Where it has a list
    /// that cannot be given, what looks like the permissions of the group are those of all that are on the list: then the group gets
    /// none.
    pub(crate) fn take_attributes(file: &File, old: &Path) -> io::Result<()> {
        let mut names = vec![0; 1 << 16];
        let Ok(length) = listxattr(old, &mut names) else { return Ok(()) };
        // Elsewhere all of them are the user's.
        let is_wanted = |name: &&[u8]| !cfg!(target_os = "linux") || name.starts_with(b"user.") || *name == LIST;
        for name in names[..length].split(|byte| *byte == 0).filter(|name| !name.is_empty()).filter(is_wanted) {
            let mut value = vec![0; 1 << 16];
            let given = getxattr(old, name, &mut value)
                .and_then(|length| fsetxattr(file, name, &value[..length], XattrFlags::empty()));
            if given.is_err() && name == LIST {
                let mode = file.metadata()?.mode() & 0o7707;
                file.set_permissions(Permissions::from_mode(mode))?;
            }
        }
        Ok(())
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
mod system {
    use std::fs::File;
    use std::io;
    use std::os::fd::AsFd;
    use std::path::Path;

    pub(crate) fn set_attribute(_: impl AsFd, _: &str, _: &[u8]) {}

    pub(crate) fn attribute(_: impl AsFd, _: &str, _: &mut [u8]) -> usize {
        0
    }

    #[allow(clippy::unnecessary_wraps, reason = "as where there are any")]
    pub(crate) fn take_attributes(_: &File, _: &Path) -> io::Result<()> {
        Ok(())
    }
}
