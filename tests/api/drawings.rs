//! Drawings over HTTP: what they carry, what they answer to wrong options, and that they follow every write.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::service::Service;

#[tokio::test]
async fn x2_a_drawing_can_do_nothing_but_be_looked_at() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "海州\"局").await;

    let path = format!("/api/v1/accounts/{account}/diagrams/org-chart.svg");
    let chart = service.get(&lin, &path).await.expect(200);

    assert_eq!(chart.header("content-type"), "image/svg+xml");
    assert_eq!(chart.header("content-security-policy"), "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    assert_eq!((chart.header("x-content-type-options"), chart.header("referrer-policy")), ("nosniff", "no-referrer"));
    let name = chart.header("content-disposition");
    assert!(name.contains("filename*=UTF-8''%E6%B5%B7%E5%B7%9E-%E5%B1%80") && name.is_ascii(), "{name}");
    assert!(chart.bytes.starts_with(b"<svg"));
}

#[tokio::test]
async fn a_chart_follows_each_write_and_repeats_its_tag_otherwise() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    service.post(&lin, "/api/v1/accounts/demo", json!(null)).await.expect(201);
    let account = service.get(&lin, "/api/v1/accounts").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/accounts/{account}/diagrams/org-chart.svg");
    let before = service.get(&lin, &path).await.expect(200);
    let again = Request::get(&path).header("if-none-match", before.header("etag")).body(Body::empty()).unwrap();
    service.send(&lin, again).await.expect(304);

    let units = service.get(&lin, &format!("/api/v1/accounts/{account}/units?limit=1")).await.json();
    let unit = units["items"][0]["id"].clone();
    let post = json!({ "unit": unit, "title": "新设岗位" });
    service.post(&lin, &format!("/api/v1/accounts/{account}/posts"), post).await.expect(201);

    let after = service.get(&lin, &path).await.expect(200);
    assert_ne!(after.header("etag"), before.header("etag"));
    let focused = service.get(&lin, &format!("{path}?focus=unit:{}", unit.as_str().unwrap())).await.expect(200);
    assert!(focused.bytes.len() < after.bytes.len());
    let png = service.get(&lin, &path.replace(".svg", ".png")).await.expect(200);
    assert!(png.bytes.starts_with(b"\x89PNG"));
    let pdf = service.get(&lin, &format!("{}?page=A4", path.replace(".svg", ".pdf"))).await.expect(200);
    assert!(pdf.header("content-type") == "application/pdf" && pdf.bytes.starts_with(b"%PDF-"));
    for wrong in [
        "theme=neon",
        "depth=0",
        "scale=4",
        "focus=unit:x",
        "kind=F7",
        "page=A5",
        "overlay=mood",
        "layers=kin",
        "against=then",
        "deal=x",
        "lang=fr",
        "colour=red",
    ] {
        service.get(&lin, &format!("{path}?{wrong}")).await.expect(422);
    }
}

#[tokio::test]
async fn an_unknown_diagram_or_kind_of_file_is_not_there() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;

    for file in ["wall-chart.svg", "org-chart.gif", "org-chart", ".svg", "org-chart.svg.exe"] {
        service.get(&lin, &format!("/api/v1/accounts/{account}/diagrams/{file}")).await.expect(404);
    }
}

#[tokio::test]
async fn search_finds_names_whatever_their_width_and_the_export_can_be_imported() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    service.person(&lin, account, "Ｌｉｎ Xiao").await;

    let found = service.get(&lin, "/api/v1/search?q=lin").await.expect(200).json();
    assert_eq!(found["items"][0]["name"], "Ｌｉｎ Xiao");
    service.get(&lin, "/api/v1/search?q=").await.expect(422);
    let stranger = service.user("stranger").await;
    assert!(service.get(&stranger, "/api/v1/search?q=lin").await.json()["items"].as_array().unwrap().is_empty());

    let export = service.get(&lin, &format!("/api/v1/accounts/{account}/export.json")).await.expect(200);
    assert!(export.header("content-disposition").starts_with("attachment"));
    let other = service.account(&lin, "B").await;
    let request =
        Request::post(format!("/api/v1/imports?account={other}&file_name=a.json")).body(Body::from(export.bytes));
    let import = service.send(&lin, request.unwrap()).await.expect(201).json();
    let commit = format!("/api/v1/imports/{}/commit", import["id"].as_str().unwrap());
    service.post(&lin, &commit, json!(null)).await.expect(201);
    let people = service.get(&lin, &format!("/api/v1/accounts/{other}/people")).await.json();
    assert_eq!(people["items"][0]["name"], "Ｌｉｎ Xiao");
}
