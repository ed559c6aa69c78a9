//! Says where the page to embed lies: `web/dist`, or a placeholder while it has not been built.

use std::path::{Path, PathBuf};
use std::{env, fs};

const PLACEHOLDER: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>海平面 · Waterline</title>
<body>
<p>网页尚未构建：请运行 <code>make build</code>。API 在 <a href=\"/api/v1/openapi.json\">/api/v1</a>。</p>
<p>The page has not been built: run <code>make build</code>. The API is at <a href=\"/api/v1/openapi.json\">/api/v1</a>.</p>
</body>
</html>
";

fn main() {
    let built = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo names the package")).join("web/dist");
    // An empty folder to watch: a path that is not there would run this, and build everything, each time.
    fs::create_dir_all(&built).expect("web/dist can be made");
    println!("cargo:rerun-if-changed=web/dist");
    println!("cargo:rerun-if-changed=build.rs");
    let page = if built.join("index.html").exists() { built } else { placeholder() };
    println!("cargo:rustc-env=WATERLINE_PAGE={}", page.display());
}

fn placeholder() -> PathBuf {
    let folder = PathBuf::from(env::var("OUT_DIR").expect("cargo names the folder for output")).join("page");
    fs::create_dir_all(&folder).expect("the folder for output can be written");
    fs::write(folder.join("index.html"), PLACEHOLDER).expect("the folder for output can be written");
    folder
}
