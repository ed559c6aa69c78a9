//! Files to read: those of this folder, and the public ones where they lie beside the project.

use std::path::{Path, PathBuf};

use waterline::exchange::{ReadOptions, Reading, read};

/// Where a file of `tests/exchange/data` lies.
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchange/data").join(name)
}

/// The bytes of a file of `tests/exchange/data`.
pub fn bytes(name: &str) -> Vec<u8> {
    let path = path(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Reads a file of `tests/exchange/data`.
pub fn reading(name: &str) -> Reading {
    read(&bytes(name), name, &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// A folder of the public data, if it is here: in `WATERLINE_DATA`, or beside the project.
///
/// Its absence is said and passes: the data is too large to be part of the project.
pub fn public_data(folder: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let root = std::env::var_os("WATERLINE_DATA").map_or(beside, PathBuf::from);
    let path = root.join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("not checked: {} is not here; set WATERLINE_DATA to the folder of the public data", path.display());
    None
}

/// All files below a folder, in the order of their names.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder that was just seen") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}
