//! Where a database is: the file that its URL names, and the URL as it may be shown.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// Symbolic links that are followed one after the other.
const LINKS: usize = 40;

/// The file of a database URL; none when it is no SQLite database.
pub fn sqlite_path(url: &str) -> Option<&Path> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    (!path.is_empty() && !path.starts_with(":memory:")).then(|| Path::new(path))
}

/// The file itself where a path is a symbolic link to it: the log of a database lies beside the file, not beside the link.
pub fn real_file(path: &Path) -> PathBuf {
    let mut file = path.to_owned();
    for _ in 0..LINKS {
        let Ok(target) = fs::read_link(&file) else { break };
        // A target that is absolute replaces the folder of the link.
        file = file.parent().unwrap_or(Path::new("")).join(target);
    }
    file
}

/// A database URL as it may be shown and logged: nothing that may be a password is in it, whatever form it has.
pub fn without_password(url: &str) -> String {
    let (scheme, rest) = match url.split_once("://") {
        Some((scheme, rest)) if !scheme.contains(['@', ':']) => (Some(scheme), rest),
        _ => (None, url),
    };
    let is_file = url.starts_with("sqlite:");
    // The path of a file may hold an @, but a name and a password are told apart by a colon.
    let may_be_a_password = |before: &str| !is_file || before.trim_start_matches("sqlite:").contains(':');
    let Some((before, host)) = rest.rsplit_once('@').filter(|(before, _)| may_be_a_password(before)) else {
        // What follows a question mark may hold a password as well.
        let shown = if is_file { rest } else { rest.split('?').next().unwrap_or_default() };
        return scheme.map_or_else(|| shown.to_owned(), |scheme| format!("{scheme}://{shown}"));
    };
    // A question mark before it: the password holds one, or what follows does.
    let host = if before.contains('?') { "…" } else { host.split('?').next().unwrap_or_default() };
    match scheme {
        Some(scheme) if !is_file => {
            let user = before.split([':', '/', '?', '#']).next().unwrap_or_default();
            format!("{scheme}://{user}@{host}")
        }
        _ => format!("…@{host}"),
    }
}

/// A file that was opened under a path: is it still the one that lies there?
#[derive(Debug, Clone)]
pub(super) struct OpenFile {
    path: PathBuf,
    device: u64,
    inode: u64,
}

impl OpenFile {
    /// The file that lies under this path now.
    pub(super) fn at(path: &Path) -> io::Result<Self> {
        let file = fs::metadata(path)?;
        Ok(Self { path: path.to_owned(), device: file.dev(), inode: file.ino() })
    }

    /// Refuses to go on when another file lies there, or none: what is written now would be found by nobody.
    pub(super) fn is_in_place(&self) -> Result<(), StoreError> {
        let is_it = |file: &fs::Metadata| (file.dev(), file.ino()) == (self.device, self.inode);
        match fs::metadata(&self.path) {
            Ok(file) if is_it(&file) => Ok(()),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Ok(()),
            _ => Err(StoreError::Broken(format!(
                "the file {} was moved, replaced or deleted while it was open; put it back beside its log, or restore a \
                 backup, and start again",
                self.path.display()
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_shown_without_its_password() {
        let shown = without_password("postgres://lin:se@cret@db.example/waterline?password=secret");

        assert_eq!(shown, "postgres://lin@db.example/waterline");
    }

    #[test]
    fn a_url_of_an_unusual_form_is_shown_without_its_password() {
        let urls = [
            "wl:S3cretPW@host/db",
            "postgres:wl:S3cretPW@host/db",
            "sqlite:postgres://wl:S3cretPW@host/db",
            "sqlite://wl:S3cretPW@host/db",
            "postgres://wl:S3c?S3cretPW@host/db",
            "postgres://wl:S3c/S3cretPW@host/db",
            "postgres://host/db?password=a@S3cretPW",
            "postgres://wl@host/db?password=S3cretPW",
            "mysql://S3c:S3cretPW@host:3306/db",
        ];

        for url in urls {
            assert!(!without_password(url).contains("PW"), "{url}: {}", without_password(url));
        }
    }

    #[test]
    fn the_path_of_a_file_is_shown_as_it_is() {
        for url in ["sqlite:/srv/a@b/waterline.db", "sqlite:waterline.db", "sqlite:///srv/what?.db"] {
            assert_eq!(without_password(url), url);
        }
    }
}
