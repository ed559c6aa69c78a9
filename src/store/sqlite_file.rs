//! The files of a SQLite database as they lie on the disk: what can be told of them before SQLite opens them, and how one file
//! takes the place of another.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Read};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, FlockOperation, RenameFlags, fcntl_lock, renameat_with};

use super::error::StoreError;

/// The first bytes of every SQLite file.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Bytes of the head of a write-ahead log, and of the head of each of its frames.
const LOG_HEAD: u64 = 32;
const FRAME_HEAD: u64 = 24;
/// Bytes of one copy of the head of a wal-index; it has two.
const INDEX_HEAD: usize = 48;

/// The file beside a database that ends in this: `-wal`, `-shm`.
pub(super) fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(database);
    name.push(ending);
    PathBuf::from(name)
}

/// Has the last program that wrote the database been ended before it could put everything in its place?
pub(super) fn was_broken_off(database: &Path) -> bool {
    fs::metadata(beside(database, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// What is wrong with the files, as far as it can be told without opening the database; none if nothing.
///
/// SQLite takes a log that was cut off for one whose last transactions were never finished, and would silently go on without
/// them. The wal-index, which dies with the machine but not with the program, still knows how long the log must be.
pub(super) fn fault_of(database: &Path) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    match File::open(database) {
        Ok(file) => file.take(100).read_to_end(&mut head)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(fault_without_file(database)),
        Err(error) => return Err(error),
    };
    if head.is_empty() {
        return Ok(fault_without_file(database));
    }
    if !head.starts_with(MAGIC) {
        return Ok(Some("it is not a database of SQLite (file is not a database)".to_owned()));
    }
    let page = match u64::from(u16::from_be_bytes([head[16], head[17]])) {
        1 => 65_536,
        page => page,
    };
    let size = fs::metadata(database)?.len();
    if page < 512 || !page.is_power_of_two() || size % page != 0 {
        return Ok(Some(format!("its {size} bytes are no whole number of pages, so a part of it is missing")));
    }
    Ok(fault_of_log(database, page).unwrap_or(None))
}

/// Beside a file that is not there, or has nothing in it, SQLite takes a log for a left-over and deletes it.
fn fault_without_file(database: &Path) -> Option<String> {
    let told = "the file is missing or empty while its write-ahead log is there; put the file back beside the log";
    was_broken_off(database).then(|| told.to_owned())
}

/// Refuses a path under which no file lies.
pub(super) fn refuse_missing(database: &Path) -> Result<(), StoreError> {
    let file = database.display().to_string();
    match fs::metadata(database) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => Err(StoreError::Unopened { url: file, reason: "it is a folder or a device, not a file".to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(match fault_without_file(database) {
            Some(reason) => StoreError::Damaged { url: file, reason },
            None => StoreError::Missing { file },
        }),
        Err(error) => Err(StoreError::Unopened { url: file, reason: error.to_string() }),
    }
}

/// Compares the log with the index that belongs to it; an index that belongs to another log, or is none, tells nothing.
fn fault_of_log(database: &Path, page: u64) -> io::Result<Option<String>> {
    let index = fs::read(beside(database, "-shm"))?;
    let (Some(one), Some(other)) = (index.get(..INDEX_HEAD), index.get(INDEX_HEAD..2 * INDEX_HEAD)) else {
        return Ok(None);
    };
    let word = |at: usize| u32::from_ne_bytes([one[at], one[at + 1], one[at + 2], one[at + 3]]);
    let frames = u64::from(word(16));
    if one != other || one[12] == 0 || frames == 0 || !has_its_checksum(one) {
        return Ok(None);
    }
    let size = fs::metadata(beside(database, "-wal")).map_or(0, |log| log.len());
    let needed = LOG_HEAD + frames * (FRAME_HEAD + page);
    let mut head = Vec::new();
    if let Ok(log) = File::open(beside(database, "-wal")) {
        log.take(LOG_HEAD).read_to_end(&mut head)?;
    }
    // Another log begins with other salts.
    let is_its_log = head.len() < LOG_HEAD as usize || head[16..24] == one[32..40];
    // Whoever closes the database meanwhile takes the index away before the log.
    let is_still_there = || fs::read(beside(database, "-shm")).is_ok_and(|now| now.starts_with(one));
    if is_its_log && size < needed && is_still_there() {
        return Ok(Some(format!("its write-ahead log was cut off: {size} bytes are left of {needed}")));
    }
    Ok(None)
}

/// Is the checksum at the end of the head of a wal-index that of the 40 bytes before it?
fn has_its_checksum(head: &[u8]) -> bool {
    let word = |at: usize| u32::from_ne_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    let (mut one, mut other) = (0_u32, 0_u32);
    for at in (0..40).step_by(8) {
        one = one.wrapping_add(word(at)).wrapping_add(other);
        other = other.wrapping_add(word(at + 4)).wrapping_add(one);
    }
    one == word(40) && other == word(44)
}

/// Says whether a program has the database open, by the locks that SQLite holds on it and on the index of its log as long as it is
/// open; the second tell it also when the file itself was taken away meanwhile.
pub(super) fn is_open_elsewhere(database: &Path) -> io::Result<bool> {
    for file in [database.to_owned(), beside(database, "-shm")] {
        let file = match OpenOptions::new().read(true).write(true).open(file) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        // The lock is given back when the file is closed.
        if fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Gives a file another name, which nothing may have yet; on disks that know no such renaming it gets it as a second name first.
pub(super) fn rename_to_new(file: &Path, name: &Path) -> io::Result<()> {
    match renameat_with(CWD, file, CWD, name, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error.into()),
        Err(_) => {
            fs::hard_link(file, name)?;
            fs::remove_file(file)
        }
    }
}

/// Gives a file a second name; on disks that know no second names, a copy gets it.
pub(super) fn keep_also_as(file: &Path, name: &Path) -> io::Result<()> {
    match fs::hard_link(file, name) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            fs::copy(file, name)?;
            settle(name)
        }
        linked => linked,
    }
}

/// A file that is being made: it and what lies beside it are gone when this is dropped, unless it was finished.
#[derive(Debug)]
pub(super) struct Unfinished(Option<PathBuf>);

impl Unfinished {
    /// Begins the file anew, readable by its owner alone.
    pub(super) fn begin(file: PathBuf) -> io::Result<Self> {
        remove_with_its_log(&file)?;
        create_private_file(&file)?;
        Ok(Self(Some(file)))
    }

    /// The file stays.
    pub(super) fn finish(mut self) {
        self.0 = None;
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(file) = &self.0 {
            // What failed before is what is told; a later try begins the file anew.
            drop(remove_with_its_log(file));
        }
    }
}

/// Puts what stands in a file, and its name, on the disk for good.
pub(super) fn settle(file: &Path) -> io::Result<()> {
    File::open(file)?.sync_all()?;
    settle_folder_of(file)
}

/// Puts the names in the folder of a file on the disk for good.
pub(super) fn settle_folder_of(file: &Path) -> io::Result<()> {
    File::open(folder_of(file))?.sync_all()
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Removes a file and those beside it, if they are there.
pub(super) fn remove_with_its_log(database: &Path) -> io::Result<()> {
    for file in [beside(database, "-wal"), beside(database, "-shm"), beside(database, "-journal"), database.to_owned()]
    {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Gives a file the owner and the mode of the file whose place it is about to take; where there is none, the owner of the
/// folder. Root may restore what another user serves.
pub(super) fn belong_like(file: &Path, replaced: &Path) -> io::Result<()> {
    let (owner, mode) = match fs::metadata(replaced) {
        Ok(before) => (before, None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (fs::metadata(folder_of(replaced))?, Some(0o600)),
        Err(error) => return Err(error),
    };
    let own = fs::metadata(file)?;
    if (own.uid(), own.gid()) != (owner.uid(), owner.gid()) {
        match chown(file, Some(owner.uid()), Some(owner.gid())) {
            // Others than root give nothing away: it stays theirs, as what they serve is.
            Err(error) if error.kind() != io::ErrorKind::PermissionDenied => return Err(error),
            _ => {}
        }
    }
    fs::set_permissions(file, Permissions::from_mode(mode.unwrap_or(owner.mode() & 0o777)))
}

/// Makes the file readable by its owner alone: it holds what people said in confidence.
pub(super) fn create_private_file(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
