//! The embedded page: its files by their exact names, the page itself for every other address, and the diagram font.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

#[derive(RustEmbed)]
#[folder = "$WATERLINE_PAGE"]
struct Page;

const FONTS: [(&str, &[u8]); 2] = [
    ("NotoSansSC-Regular.woff2", include_bytes!("../assets/fonts/NotoSansSC-Regular.woff2")),
    ("NotoSansSC-Medium.woff2", include_bytes!("../assets/fonts/NotoSansSC-Medium.woff2")),
];

/// What the page may load and do: nothing but its own files.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types default waterline-drawing";

/// Answers with a file of the page.
pub async fn page(request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    let known = request.headers().get(header::IF_NONE_MATCH);
    if let Some(font) = path.strip_prefix("fonts/") {
        let found = FONTS.iter().find(|(name, _)| *name == font);
        return found.map_or_else(missing, |(_, bytes)| file("font.woff2", (*bytes).into(), known));
    }
    // A build that reads the page's files from their folder would follow such steps.
    let has_steps = path.split(['/', '\\']).any(|step| matches!(step, "" | "." | ".."));
    if let Some(found) = Page::get(path).filter(|_| !has_steps && path != "index.html") {
        return file(path, found.data, known);
    }
    // A file that is not there is missing; any other address is one of the page's own.
    let last = path.rsplit('/').next().unwrap_or_default();
    if path.starts_with("assets/") || last.contains('.') || path.contains(['%', '\\']) {
        return missing();
    }
    Page::get("index.html").map_or_else(missing, |index| file("index.html", index.data, known))
}

fn file(name: &str, bytes: std::borrow::Cow<'static, [u8]>, known: Option<&HeaderValue>) -> Response {
    let is_page = name == "index.html";
    // The names of built assets hold a digest of their content.
    let never_changes = name.starts_with("assets/");
    let cache = if never_changes { "public, max-age=31536000, immutable" } else { "no-cache" };
    let etag = etag(&bytes);
    let is_known = known.is_some_and(|known| *known == etag);
    let mut response = match (is_known, bytes) {
        (true, _) => StatusCode::NOT_MODIFIED.into_response(),
        (false, std::borrow::Cow::Borrowed(bytes)) => Body::from(bytes).into_response(),
        (false, std::borrow::Cow::Owned(bytes)) => Body::from(bytes).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(name)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::ETAG, etag);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(HeaderName::from_static("referrer-policy"), HeaderValue::from_static("no-referrer"));
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    if is_page {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    }
    response
}

fn etag(bytes: &[u8]) -> HeaderValue {
    let digest = Sha256::digest(bytes);
    let halves = digest[..16].iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let tag: String = halves.filter_map(|half| char::from_digit(u32::from(half), 16)).collect();
    HeaderValue::try_from(format!("\"{tag}\"")).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}

/// Every file that is not there gives the same answer, however it is asked for.
fn missing() -> Response {
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], "There is no such file.\n")
        .into_response()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "json" => "application/json",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
