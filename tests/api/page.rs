//! The page, its files and health: what is served, and what is not.

use crate::service::Service;

#[tokio::test]
async fn any_address_of_the_page_gives_the_page_under_a_strict_policy() {
    let service = Service::new().await;

    let page = service.get(&service.anon(), "/").await.expect(200);
    let deep = service.get(&service.anon(), "/accounts/1/chart").await.expect(200);

    assert_eq!(page.bytes, deep.bytes);
    assert_eq!((page.header("cache-control"), page.header("x-content-type-options")), ("no-cache", "nosniff"));
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"), "{policy}");
    let font = service.get(&service.anon(), "/fonts/NotoSansSC-Regular.woff2").await.expect(200);
    assert_eq!((font.header("content-type"), &font.bytes[..4]), ("font/woff2", b"wOF2".as_slice()));
}

#[tokio::test]
async fn x6_only_embedded_names_answer_and_all_others_alike() {
    let service = Service::new().await;
    let missing = service.get(&service.anon(), "/assets/none.js").await.expect(404);

    for path in [
        "/assets/..%2f..%2fetc/passwd",
        "/assets/%2e%2e/%2e%2e/Cargo.toml",
        "/assets/%252e%252e%252fCargo.toml",
        "/assets/a%00.js",
        "/assets/..%5c..%5cCargo.toml",
        "/fonts/OFL.txt",
        "/fonts/../OFL.txt",
        "/Cargo.toml",
    ] {
        let answer = service.get(&service.anon(), path).await;
        assert_eq!((answer.status, &answer.bytes), (missing.status, &missing.bytes), "{path}");
    }
}

#[tokio::test]
async fn health_needs_no_sign_in_and_everything_below_api_does() {
    let service = Service::new().await;

    service.get(&service.anon(), "/healthz").await.expect(200);
    service.get(&service.anon(), "/readyz").await.expect(200);
    service.get(&service.anon(), "/api/v1/openapi.json").await.expect(200);
    for path in ["/api/v1/none", "/api/none", "/api/v1/accounts", "/api/v1/me"] {
        let answer = service.get(&service.anon(), path).await.expect(401);
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    let lin = service.user("lin").await;
    let unknown = service.get(&lin, "/api/v1/none").await.expect(404);
    assert_eq!(unknown.header("content-type"), "application/problem+json");
    assert_eq!(unknown.header("x-request-id").len(), 32);
}
