//! Exports over HTTP: each kind of file as its owner, a reader and a stranger get it, and what comes of it when it returns.

use std::io::Cursor;

use axum::body::Body;
use axum::http::Request;
use calamine::{Reader as _, Xlsx};
use serde_json::{Value, json};
use waterline::model::id::AccountId;
use waterline::store::Role;

use crate::service::{Actor, Answer, Service};

const TABLES: [&str; 6] = ["contacts", "deals", "ties", "claims", "rapports", "touches"];

/// The demo account, owned by this actor.
async fn demo(service: &Service, actor: &Actor) -> AccountId {
    let made = service.post(actor, "/api/v1/accounts/demo", json!(null)).await.expect(201).json();
    AccountId(made["id"].as_str().unwrap().parse().unwrap())
}

/// Every export of an account: what it is called here, its address, its media type and its ending.
fn exports(account: AccountId) -> Vec<(String, String, &'static str, &'static str)> {
    let base = format!("/api/v1/accounts/{account}");
    let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut all = vec![
        ("our document".to_owned(), format!("{base}/export.json"), "application/json", "json"),
        ("json".to_owned(), format!("{base}/exports/json"), "application/json", "json"),
        ("popolo".to_owned(), format!("{base}/exports/popolo"), "application/json", "json"),
        ("vcard".to_owned(), format!("{base}/exports/vcard"), "text/vcard; charset=utf-8", "vcf"),
        ("graphml".to_owned(), format!("{base}/exports/graphml"), "application/graphml+xml", "graphml"),
        ("xlsx".to_owned(), format!("{base}/exports/xlsx"), sheet, "xlsx"),
    ];
    for table in TABLES {
        let address = format!("{base}/exports/csv?table={table}");
        all.push((format!("csv of {table}"), address, "text/csv; charset=utf-8", "csv"));
    }
    all
}

/// All that a person could read in a file: of a workbook the cells of each sheet.
fn text_of(answer: &Answer) -> String {
    if !answer.bytes.starts_with(b"PK") {
        return String::from_utf8(answer.bytes.clone()).unwrap();
    }
    let mut workbook = Xlsx::new(Cursor::new(answer.bytes.as_slice())).unwrap();
    let mut text = String::new();
    for (name, sheet) in workbook.worksheets() {
        text.push_str(&name);
        for cell in sheet.rows().flatten() {
            text.push('\n');
            text.push_str(&cell.to_string());
        }
    }
    text
}

/// Sends a file as an import and takes it in; the answer to the commit.
async fn bring_back(service: &Service, actor: &Actor, account: AccountId, file: &Answer, ending: &str) -> Answer {
    let address = format!("/api/v1/imports?account={account}&file_name=export.{ending}");
    let request = Request::post(address).body(Body::from(file.bytes.clone())).unwrap();
    let import = service.send(actor, request).await.expect(201).json();
    assert_eq!(import["report"]["counts"]["left_out"], 0, "{}", import["report"]["findings"]);
    let commit = format!("/api/v1/imports/{}/commit", import["id"].as_str().unwrap());
    service.post(actor, &commit, json!(null)).await
}

#[tokio::test]
async fn every_export_comes_with_its_kind_a_name_and_a_tag_that_stands_while_nothing_changes() {
    let service = Service::new().await;
    let owner = service.user("owner").await;
    let account = demo(&service, &owner).await;

    for (name, address, kind, ending) in exports(account) {
        let file = service.get(&owner, &address).await.expect(200);
        assert_eq!((file.header("content-type"), file.header("x-content-type-options")), (kind, "nosniff"), "{name}");
        let called = file.header("content-disposition");
        assert!(called.starts_with("attachment; filename=\"") && called.ends_with(&format!(".{ending}")), "{called}");
        assert!(called.contains("filename*=UTF-8''%E6%B5%B7%E5%B7%9E"), "{called}");
        let asked = Request::get(&address).header("if-none-match", file.header("etag")).body(Body::empty()).unwrap();
        assert!(service.send(&owner, asked).await.expect(304).bytes.is_empty(), "{name}");
        assert_eq!(service.get(&owner, &address).await.bytes, file.bytes, "{name}");
    }
    let csv = format!("/api/v1/accounts/{account}/exports/csv?table=ties");
    let left_out = service.get(&owner, &csv).await.header("waterline-left-out").to_owned();
    assert!(left_out.contains("deals") && left_out.is_ascii(), "{left_out}");
    let ties = service.get(&owner, &format!("{csv}&lang=zh")).await;
    assert!(ties.header("waterline-left-out-encoded").starts_with("UTF-8''%E5%B2%97%E4%BD%8D"), "岗位");
    let names =
        ["csv", "csv?table=ties", "popolo", "json"].map(|kind| format!("/api/v1/accounts/{account}/exports/{kind}"));
    let mut called = Vec::new();
    for name in names {
        called.push(service.get(&owner, &name).await.header("content-disposition").to_owned());
    }
    called.sort();
    called.dedup();
    assert_eq!(called.len(), 4, "{called:?}");
    let card = format!("/api/v1/accounts/{account}/exports/vcard");
    let before = service.get(&owner, &card).await.header("etag").to_owned();
    let person = first_person(&service, &owner, account).await;
    let renamed = json!({ "changes": [{ "verb": "edit_person", "id": person, "set": { "name": "沈念一" } }] });
    service.post(&owner, &format!("/api/v1/accounts/{account}/changes"), renamed).await.expect(201);
    assert_ne!(service.get(&owner, &card).await.header("etag"), before);
}

#[tokio::test]
async fn an_export_that_comes_back_changes_nothing() {
    let service = Service::new().await;
    let owner = service.user("owner").await;
    let account = demo(&service, &owner).await;
    let changes = format!("/api/v1/accounts/{account}/changes");
    let before = service.get(&owner, &changes).await.expect(200).bytes;

    for (name, address, _, ending) in exports(account) {
        for language in ["zh", "en"] {
            // A graph is a picture of the ties and not read as a list; our document has one language.
            if name == "graphml" || (name == "our document" && language == "en") {
                continue;
            }
            let joined = if address.contains('?') { '&' } else { '?' };
            let address =
                if name == "our document" { address.clone() } else { format!("{address}{joined}lang={language}") };
            let file = service.get(&owner, &address).await.expect(200);
            let done = bring_back(&service, &owner, account, &file, ending).await.expect(200).json();
            assert_eq!(done["batch"], Value::Null, "{name} in {language}: {}", done["report"]);
        }
    }
    assert_eq!(service.get(&owner, &changes).await.bytes, before);
}

#[tokio::test]
async fn what_a_reader_may_not_see_is_in_no_export_and_moves_none() {
    let service = Service::new().await;
    let (owner, reader) = (service.user("owner").await, service.user("reader").await);
    let account = demo(&service, &owner).await;
    service.give(account, &reader, Role::Reader).await;
    let whole = service.get(&owner, &format!("/api/v1/accounts/{account}/export.json")).await.expect(200).json();
    let is_hidden = |record: &&Value| matches!(record["tier"].as_str(), Some("T2" | "T3"));
    let lists = whole["records"].as_object().unwrap().values();
    let hidden: Vec<&Value> = lists.filter_map(Value::as_array).flatten().filter(is_hidden).collect();
    let ids: Vec<&str> = hidden.iter().filter_map(|record| record["id"].as_str()).collect();
    let texts: Vec<&str> = hidden
        .iter()
        .flat_map(|record| [record["statement"]["text"].as_str(), record["outcome"].as_str(), record["text"].as_str()])
        .flatten()
        .filter(|text| text.chars().count() > 5)
        .collect();
    assert!(ids.len() > 10 && texts.len() > 5, "{} hidden records, {} texts", ids.len(), texts.len());

    let mut owner_saw = 0;
    let mut before = Vec::new();
    for (name, address, ..) in exports(account) {
        let shown = text_of(&service.get(&owner, &address).await.expect(200));
        owner_saw += texts.iter().filter(|text| shown.contains(**text)).count();
        let answer = service.get(&reader, &address).await.expect(200);
        let redacted = text_of(&answer);
        assert!(!redacted.is_empty());
        for secret in ids.iter().chain(&texts) {
            assert!(!redacted.contains(secret), "{name} tells a reader {secret}");
        }
        before.push(answer);
    }
    // The same search finds them where they may be seen.
    assert!(owner_saw > texts.len(), "{owner_saw}");

    let source = "0190f0d0-0000-7000-8000-0000000000aa";
    let about = first_person(&service, &owner, account).await;
    let claim = json!({
        "verb": "add_claim", "source": source, "source_kind": "colleague", "grade": "B2", "observed_on": "2026-09-01",
        "expires_on": "2027-09-01", "purpose": "customer_care", "basis": "legitimate_interest", "tier": "T2",
        "statement": { "kind": "worry", "about": { "person": about }, "text": "Wonders who will keep it running." },
    });
    let changes = json!({ "changes": [{ "verb": "add_source", "id": source, "label": "S-97" }, claim] });
    service.post(&owner, &format!("/api/v1/accounts/{account}/changes"), changes).await.expect(201);
    for ((name, address, ..), before) in exports(account).into_iter().zip(before) {
        let after = service.get(&reader, &address).await.expect(200);
        for header in ["etag", "content-disposition", "waterline-left-out"] {
            assert_eq!(after.header(header), before.header(header), "{name}");
        }
        assert_eq!(after.bytes, before.bytes, "{name}");
    }
}

/// Somebody who holds a post today.
async fn first_person(service: &Service, actor: &Actor, account: AccountId) -> Value {
    let tenures = service.get(actor, &format!("/api/v1/accounts/{account}/tenures?limit=1")).await.expect(200).json();
    tenures["items"][0]["person"].clone()
}

#[tokio::test]
async fn a_stranger_gets_the_same_bytes_whether_or_not_the_account_or_the_kind_exists() {
    let service = Service::new().await;
    let (owner, stranger) = (service.user("owner").await, service.user("stranger").await);
    let account = demo(&service, &owner).await;
    let nobody: AccountId = AccountId("0190f0d0-0000-7000-8000-00000000dead".parse().unwrap());

    for ((_, there, ..), (_, nowhere, ..)) in exports(account).into_iter().zip(exports(nobody)) {
        let hidden = service.get(&stranger, &there).await.expect(404);
        assert_eq!(hidden.bytes, service.get(&stranger, &nowhere).await.expect(404).bytes);
        service.get(&service.anon(), &there).await.expect(401);
    }
    let base = format!("/api/v1/accounts/{account}/exports");
    for wrong in ["csv?table=people", "csv?lang=fr", "xlsx?columns=name", "csv?table=ties&table=ties"] {
        service.get(&owner, &format!("{base}/{wrong}")).await.expect(422);
        service.get(&stranger, &format!("{base}/{wrong}")).await.expect(404);
    }
    for unknown in ["csvx", "CSV", "json%00", "..%2fjson", "sql"] {
        service.get(&owner, &format!("{base}/{unknown}")).await.expect(404);
    }
}

/// One quoted ASCII name, then the whole name in percent code: nothing in it can end either, lead elsewhere or turn what is shown.
fn is_safe(header: &str) -> bool {
    let names = header.split_once("; filename=\"").and_then(|(_, rest)| rest.split_once("\"; filename*=UTF-8''"));
    let Some((ascii, coded)) = names else { return false };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let hidden = ["%0D", "%0A", "%22", "%2F", "%5C", "%E2%80%AE", "%E2%81%A6"];
    ascii.chars().all(|c| is_plain(c) || c == ' ')
        && coded.chars().all(|c| is_plain(c) || c == '%')
        && !hidden.iter().any(|hidden| coded.contains(hidden))
        && !ascii.starts_with('.')
        && !coded.starts_with('.')
}

#[tokio::test]
async fn x5_a_hostile_account_name_stays_inside_one_header() {
    let service = Service::new().await;
    let owner = service.user("owner").await;

    for name in [
        "a\"; filename=\"evil.exe",
        "../../etc/passwd",
        "..\\..\\windows",
        "\u{202E}fdp.exe",
        "海州\u{2066}局",
        "C:|con?*<>",
        "%0d%0aSet-Cookie: a=b",
        "\u{1F600}\u{FE0F} 笑",
        &"长".repeat(200),
    ] {
        let account = service.account(&owner, name).await;
        let mut addresses: Vec<String> = exports(account).into_iter().map(|(_, address, ..)| address).collect();
        addresses.push(format!("/api/v1/accounts/{account}/diagrams/org-chart.svg"));
        for address in addresses {
            let answer = service.get(&owner, &address).await.expect(200);
            assert_eq!(answer.headers.get_all("content-disposition").iter().count(), 1, "{name}");
            assert!(answer.headers.get("set-cookie").is_none());
            let header = answer.header("content-disposition");
            assert!(is_safe(header), "{header}");
            let unguarded = format!("attachment; filename=\"{name}\"; filename*=UTF-8''{name}");
            assert!(!is_safe(&unguarded), "{unguarded}");
        }
    }
    for refused in ["a\r\nSet-Cookie: a=b", "a\u{0}b", "a\u{1b}[31m"] {
        let answer = service.post(&owner, "/api/v1/accounts", json!({ "name": refused })).await;
        answer.expect(422);
    }
}
