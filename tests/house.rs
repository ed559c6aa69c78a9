//! The house: which module may use which, how long files are, and what no file may hold.

#![expect(clippy::unwrap_used, reason = "a file of the project that cannot be read fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each top-level module may use of ours. `layout` gives `render` its scenes only.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("font", &[]),
    ("belief", &["model"]),
    ("graph", &["model", "belief"]),
    ("analysis", &["model", "belief", "graph"]),
    ("layout", &["model", "belief", "graph", "analysis", "font"]),
    ("render", &["layout", "font"]),
    ("exchange", &["model"]),
    ("store", &["model"]),
    ("access", &["model", "store"]),
    ("workshop", &[]),
    ("sandbox", &["model", "exchange", "workshop"]),
    ("budget", &[]),
    ("config", &[]),
    ("web", &[]),
    (
        "api",
        &[
            "model", "belief", "graph", "analysis", "font", "layout", "render", "exchange", "store", "access",
            "sandbox", "workshop", "budget", "config", "web",
        ],
    ),
    (
        "cli",
        &[
            "model", "belief", "graph", "analysis", "font", "layout", "render", "exchange", "store", "access",
            "sandbox", "workshop", "budget", "config", "web", "api",
        ],
    ),
];

/// Modules of the core, which know no clock, chance, file, network or database.
const CORE: &[&str] = &["model", "font", "belief", "graph", "analysis", "layout", "render", "exchange"];

/// What the core must not touch.
const OUTSIDE_THE_CORE: &[&str] = &[
    "sqlx",
    "axum",
    "tokio::",
    "std::fs",
    "std::net",
    "std::time",
    "SystemTime",
    "Zoned::now",
    "now_v7",
    "getrandom",
    "rand::",
    "std::env",
    "std::process",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return files };
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The files of the library by top-level module.
fn sources() -> BTreeMap<String, Vec<(PathBuf, String)>> {
    let src = root().join("src");
    let mut modules: BTreeMap<String, Vec<(PathBuf, String)>> = BTreeMap::new();
    for path in rust_files(&src) {
        let inside = path.strip_prefix(&src).unwrap();
        let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs").to_owned();
        if module != "lib" && module != "main" {
            modules.entry(module).or_default().push((inside.to_owned(), fs::read_to_string(&path).unwrap()));
        }
    }
    modules
}

/// Code without line comments, so that prose may name what code may not.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// The top-level modules that a file uses: `crate::x`, also in braces.
fn used(text: &str) -> Vec<String> {
    let code = code(text);
    let mut used = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        if code[..at].ends_with('$') {
            continue;
        }
        let names = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or("").split(',').map(str::trim).collect::<Vec<_>>(),
            None => vec![rest],
        };
        for name in names {
            let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            used.push(name);
        }
    }
    used
}

#[test]
fn modules_use_only_what_stands_below_them() {
    let mut wrong = Vec::new();
    for (module, files) in sources() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{module} stands in no row of the table"));
            continue;
        };
        for (path, text) in files {
            for name in used(&text) {
                let known = MAY_USE.iter().any(|(other, _)| *other == name);
                if known && name != module && !allowed.contains(&name.as_str()) {
                    wrong.push(format!("{} uses {name}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn render_knows_scenes_and_nothing_else_of_layout() {
    for (path, text) in sources().remove("render").unwrap_or_default() {
        for (at, _) in code(&text).match_indices("crate::layout::") {
            let code = code(&text);
            let rest = &code[at + "crate::layout::".len()..];
            assert!(rest.starts_with("scene"), "{}: {}", path.display(), rest.lines().next().unwrap_or(""));
        }
    }
}

#[test]
fn the_core_knows_no_clock_chance_file_network_or_database() {
    let mut wrong = Vec::new();
    for (module, files) in sources() {
        if !CORE.contains(&module.as_str()) {
            continue;
        }
        for (path, text) in files {
            // Tests at the foot of a file may read what they like.
            let code = code(text.split("#[cfg(test)]\nmod ").next().unwrap_or(""));
            for name in OUTSIDE_THE_CORE {
                if code.contains(name) {
                    wrong.push(format!("{} touches {name}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sql_is_spoken_in_the_store_only_and_account_maps_go_no_further() {
    let mut wrong = Vec::new();
    for (module, files) in sources() {
        for (path, text) in files {
            let code = code(&text);
            if module != "store" && code.contains("sqlx") {
                wrong.push(format!("{} uses sqlx", path.display()));
            }
            let behind_the_door = ["belief", "graph", "analysis", "layout", "render"].contains(&module.as_str());
            if behind_the_door && code.contains("AccountMap") {
                wrong.push(format!("{} takes an AccountMap", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_have_one_subject_and_say_so_first() {
    let mut wrong = Vec::new();
    let mut lengths = Vec::new();
    for path in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().count();
        lengths.push(lines);
        if !text.starts_with("//! ") {
            wrong.push(format!("{} does not begin by saying what it is for", path.display()));
        }
        if lines > 450 {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
    }
    lengths.sort_unstable();
    assert!(lengths[lengths.len() / 2] <= 200, "the median file has {} lines", lengths[lengths.len() / 2]);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_module_is_called_after_nothing() {
    let vague = ["utils", "util", "helpers", "helper", "common", "misc", "manager"];
    for path in rust_files(&root().join("src")) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!vague.contains(&name.as_str()), "{}", path.display());
    }
}

#[test]
fn migrations_of_both_databases_have_the_same_numbers_and_names() {
    let names = |kind: &str| {
        let mut names: Vec<String> = fs::read_dir(root().join("migrations").join(kind))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    assert!(!names("sqlite").is_empty());
    assert_eq!(names("sqlite"), names("postgres"));
}
